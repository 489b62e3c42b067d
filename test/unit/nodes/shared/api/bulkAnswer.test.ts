import fc from 'fast-check';
import type { Outcome } from '../../../../../nodes/shared/http/client';
import { namesRecords, readBulkAnswer } from '../../../../../nodes/shared/api/bulkAnswer';
import type { Failure } from '../../../../../nodes/shared/problem/failure';
import { failed, succeeded } from '../../../../../nodes/shared/result';
import sample from '../../../../sandbox/fixtures/bulk-delete.response.json';
import { answered } from './lists';

const unsaid = failed({
  kind: 'unsaid',
  words: "Kore.ai's answer does not say",
  detail: 'It names this contact neither as done nor as failed, or as both.',
});

const failedWith = (kind: string, words: string, silentBefore = false) =>
  failed({ kind, words, silentBefore });

/** A refusal with a body. */
const refusedWith = (body: unknown): Failure => ({ kind: 'refused', status: 400, words: '', body });

/** What is said of one id. */
/** Reads the answer of a call about 7 contacts. */
const reading = (outcome: Outcome) => readBulkAnswer(outcome, 'deleted', 7);
const saidOf = (body: unknown, id = 'a') => reading(answered(body))(id);

describe('the answer of a bulk call', () => {
  it("is read from Kore's sample", () => {
    const ids = sample.successfulRecords.map(({ id }) => id);
    expect([...ids, 'other'].map(reading(answered(sample)))).toEqual([
      ...ids.map((id) => succeeded({ id })),
      unsaid,
    ]);
    expect(ids.length).toBeGreaterThan(0);
  });

  it.each([
    [{ id: 'a' }, { id: 'a' }],
    [{ _id: 'a' }, { _id: 'a' }],
    ['a', {}],
    [
      { id: 'a', contact: { _id: 'a', firstName: 'Asha' } },
      { id: 'a', contact: { _id: 'a', firstName: 'Asha' } },
    ],
    [
      { id: null, _id: 'a' },
      { id: null, _id: 'a' },
    ],
  ])('knows %j for a record that is done', (entry, record) => {
    const done = succeeded(record);
    expect(saidOf({ successfulRecords: [entry], failedRecords: [] })).toEqual(done);
    expect(saidOf({ successfulRecords: [entry] })).toEqual(done);
  });

  it.each([
    [{ id: 'a', error: 'Contact not found' }],
    [{ _id: 'a', message: 'Contact not found' }],
    [{ id: 'a', msg: 'Contact not found' }],
    [{ id: 'a', reason: 'Contact not found' }],
    [{ id: 'a', errors: [{ msg: 'Contact not found' }] }],
    [{ id: 'a', errors: ['Contact not found'] }],
    [{ id: 'a', error: { message: '<b>Contact</b>\nnot found' } }],
  ])('knows %j for a record that is missing', (entry) => {
    const missing = failedWith('missing', 'Contact not found');
    expect(saidOf({ successfulRecords: [], failedRecords: [entry] })).toEqual(missing);
    expect(saidOf({ failedRecords: [entry] })).toEqual(missing);
  });

  it.each([
    [{ id: 'a', error: 'In use' }, 'In use'],
    [{ id: 'a', errors: [{ msg: 'One' }, { message: 'Two' }] }, 'One; Two'],
    [{ id: 'a', error: 'Stream not found' }, 'Stream not found'],
    [{ id: 'a' }, ''],
    ['a', ''],
  ])('knows %j for a record that is refused', (entry, words) => {
    expect(saidOf({ failedRecords: [entry] })).toEqual(failedWith('refused', words));
  });

  it('is believed in neither where it calls a record done and failed', () => {
    for (const refused of ['a', { id: 'a', error: 'No' }]) {
      for (const done of ['a', { id: 'a' }, { _id: 'a' }]) {
        expect(saidOf({ successfulRecords: [done], failedRecords: [refused] })).toEqual(unsaid);
      }
    }
  });

  it.each([
    [{ successfulRecords: [], failedRecords: [] }],
    [{ successfulRecords: ['b', { id: 'b' }] }],
    [{ successfulRecords: [null, 7, true, [], ['a'], {}, { id: 7 }, { id: ['a'] }] }],
    [{ successfulRecords: [], failedRecords: 'a' }],
    [{ successfulRecords: { id: 'a' }, failedRecords: [] }],
    [{ successful: 1, failed: 0, failedRecords: [] }],
    [{ successfulRecords: ['A'.repeat(2), 'aa', ' '] }],
  ])('says nothing of an id that it does not mention: %j', (body) => {
    expect(saidOf(body)).toEqual(unsaid);
  });

  it.each([
    undefined,
    null,
    '',
    'a',
    7,
    [],
    [{ id: 'a' }],
    {},
    { id: 'a' },
    { successfulRecords: 'a' },
    { successfulRecords: { a: true }, failedRecords: null },
    { totalRequested: 7, successful: 6, failed: 1 },
    { errors: [{ msg: 'Contact not found', code: 400 }] },
  ])('says nothing of any id where there are no lists of records: %j', (body) => {
    expect(saidOf(body)).toEqual(unsaid);
    const refusal = failed(refusedWith(body));
    expect(reading(refusal)('a')).toEqual(refusal);
  });

  it('is read from a refusal as well, whose body may tell about each record', () => {
    const body = { successfulRecords: ['a'], failedRecords: [{ id: 'b', error: 'In use' }] };
    expect(['a', 'b', 'c'].map(reading(failed(refusedWith(body))))).toEqual([
      succeeded({}),
      failedWith('refused', 'In use'),
      unsaid,
    ]);
  });

  it('remembers of a record that failed that an earlier try got no answer', () => {
    const body = { failedRecords: [{ id: 'a', error: 'Contact not found' }] };
    const late = succeeded({ body, text: '', silentBefore: true });
    const refusal = failed({ ...refusedWith(body), silentBefore: true });
    for (const outcome of [late, refusal]) {
      expect(reading(outcome)('a')).toEqual(failedWith('missing', 'Contact not found', true));
    }
  });

  it.each(['__proto__', 'constructor', 'toString', 'length', '0'])(
    'takes %s for an id like any other',
    (id) => {
      expect(saidOf({ successfulRecords: [] }, id)).toEqual(unsaid);
      expect(saidOf({ successfulRecords: [id] }, id)).toEqual(succeeded({}));
      expect(saidOf({ failedRecords: [id] }, id)).toEqual(failedWith('refused', ''));
    },
  );
});

describe('an answer without records', () => {
  it.each(['updated', 'deleted'] as const)('is believed where it says plainly yes: %s', (work) => {
    const yes = [
      'OK',
      'true',
      true,
      work,
      `7 contacts were ${work} successfully.`,
      { totalRequested: 7, successful: 7, failed: 0 },
      { success: true },
      { status: 'success' },
      { acknowledged: true, [`${work}Count`]: 7 },
    ];
    const no = [
      null,
      '',
      '7',
      'accepted',
      'queued',
      `6 contacts were ${work} successfully.`,
      work === 'updated' ? 'deleted' : 'saved',
      {},
      { success: true, failed: 1 },
      { success: true, deleted: false },
      { success: true, successful: 6 },
      { acknowledged: true, modifiedCount: 0 },
      { status: 'queued' },
      [true],
    ];
    const bodies = [...yes, ...no].filter(
      (body) => readBulkAnswer(answered(body), work, 7)('a').ok,
    );
    expect(bodies).toEqual(yes);
  });

  it('may be a word that is no JSON', () => {
    const outcome = succeeded({ body: undefined, text: 'OK', silentBefore: false });
    expect(reading(outcome)('a')).toEqual(succeeded({}));
  });
});

describe('whatever a server answers', () => {
  const id = fc.integer({ min: 0, max: 9 }).map((n) => `c${n}`);
  const success = (name: string) =>
    fc.constantFrom<unknown>(name, { id: name }, { _id: name }, { id: name, contact: {} });
  const failure = (name: string) =>
    fc.constantFrom<unknown>(name, { id: name, error: 'No' }, { _id: name, msg: 'No' });

  it('a record is done exactly if it is among the done, and not among the failed', () => {
    const lists = fc.record({
      done: fc.uniqueArray(id),
      refused: fc.uniqueArray(id),
      asked: fc.uniqueArray(id),
    });
    const answers = lists.chain(({ done, refused, asked }) =>
      fc.record({
        done: fc.constant(done),
        refused: fc.constant(refused),
        asked: fc.constant(asked),
        successfulRecords: fc.tuple(...done.map(success)),
        failedRecords: fc.tuple(...refused.map(failure)),
      }),
    );
    fc.assert(
      fc.property(answers, ({ done, refused, asked, successfulRecords, failedRecords }) => {
        const said = reading(answered({ successfulRecords, failedRecords }));
        for (const name of asked) {
          const among = [done.includes(name), refused.includes(name)];
          const kind = among[0] === among[1] ? 'unsaid' : among[0] ? 'done' : 'refused';
          const result = said(name);
          expect([name, result.ok ? 'done' : result.problem.kind]).toEqual([name, kind]);
        }
      }),
    );
  });

  it('something is said of every id that was sent, and nothing is thrown', () => {
    const entry = fc.oneof(
      id,
      fc.record({ id: fc.oneof(id, fc.anything()), error: fc.anything() }, { requiredKeys: [] }),
      fc.anything(),
    );
    const body = fc.oneof(
      fc.record(
        {
          successfulRecords: fc.oneof(fc.array(entry), fc.anything()),
          failedRecords: fc.oneof(fc.array(entry), fc.anything()),
        },
        { requiredKeys: [] },
      ),
      fc.anything(),
    );
    fc.assert(
      fc.property(body, fc.uniqueArray(id), (anything, asked) => {
        for (const said of [
          reading(succeeded({ body: anything, text: '', silentBefore: false })),
          reading(failed(refusedWith(anything))),
        ]) {
          for (const name of asked) {
            const result = said(name);
            if (result.ok) expect(typeof result.value).toBe('object');
            else expect(['missing', 'refused', 'unsaid']).toContain(result.problem.kind);
          }
        }
        expect(typeof namesRecords(anything)).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});

describe('whether a body names records', () => {
  it.each([
    [sample, true],
    [{ successfulRecords: ['a'] }, true],
    [{ failedRecords: [{ _id: 'a' }] }, true],
    [{ successfulRecords: [], failedRecords: [{ id: 'a' }] }, true],
    [{ successfulRecords: [], failedRecords: [] }, false],
    [{ successfulRecords: [{ name: 'a' }, 7, null] }, false],
    [{ successfulRecords: 'a', failedRecords: { id: 'a' } }, false],
    [{ id: 'a' }, false],
    [['a'], false],
    [null, false],
    [undefined, false],
    ['a', false],
  ])('%j: %j', (body, names) => {
    expect(namesRecords(body)).toBe(names);
  });
});
