import { failed, succeeded } from '../../../../nodes/shared/result';

/** Among them what looks like a problem, like an error, and like a result. */
const values: Array<[unknown]> = [
  [{}],
  [{ id: 'a' }],
  [{ message: 'a' }],
  [{ cause: 'input' }],
  [{ message: 'a', description: 'b', cause: 'input' }],
  [[]],
  [new Error('a')],
  [{ ok: false, problem: 'a' }],
  [{ ok: true, value: 'a' }],
  ['a'],
  [''],
  [0],
  [false],
  [null],
  [undefined],
];

it.each(values)('%p is a value or a problem by nothing but what it was called', (value) => {
  const [success, failure] = [succeeded(value), failed(value)];
  expect([success.ok, success.value]).toEqual([true, value]);
  expect([failure.ok, failure.problem]).toEqual([false, value]);
  expect(success).not.toHaveProperty('problem');
  expect(failure).not.toHaveProperty('value');
});
