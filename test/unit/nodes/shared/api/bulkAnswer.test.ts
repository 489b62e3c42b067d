import fc from 'fast-check';
import { readBulkAnswer } from '../../../../../nodes/shared/api/bulkAnswer';
import sample from '../../../../sandbox/fixtures/bulk-delete.response.json';

const unsaid = { kind: 'unsaid' };
const failedWith = (kind: string, words: string) => ({ kind: 'failed', failure: { kind, words } });

/** What is said of one id. */
const saidOf = (body: unknown, id = 'a') => readBulkAnswer(body, [id])?.get(id);

describe('the answer of a bulk call', () => {
  it("is read from Kore's sample", () => {
    const ids = sample.successfulRecords.map(({ id }) => id);
    const said = readBulkAnswer(sample, [...ids, 'other']);
    expect([...(said ?? [])]).toEqual([
      ...ids.map((id) => [id, { kind: 'done', record: { id } }]),
      ['other', unsaid],
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
    expect(saidOf({ successfulRecords: [entry], failedRecords: [] })).toEqual({
      kind: 'done',
      record,
    });
    expect(saidOf({ successfulRecords: [entry] })).toEqual({ kind: 'done', record });
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
    const failed = failedWith('missing', 'Contact not found');
    expect(saidOf({ successfulRecords: [], failedRecords: [entry] })).toEqual(failed);
    expect(saidOf({ failedRecords: [entry] })).toEqual(failed);
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
    for (const failed of ['a', { id: 'a', error: 'No' }]) {
      for (const done of ['a', { id: 'a' }, { _id: 'a' }]) {
        expect(saidOf({ successfulRecords: [done], failedRecords: [failed] })).toEqual(unsaid);
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
    { totalRequested: 1, successful: 1, failed: 0 },
    { errors: [{ msg: 'Contact not found', code: 400 }] },
  ])('is none where there are no lists of records: %j', (body) => {
    expect(readBulkAnswer(body, ['a'])).toBeUndefined();
  });

  it.each(['__proto__', 'constructor', 'toString', 'length', '0'])(
    'takes %s for an id like any other',
    (id) => {
      expect(saidOf({ successfulRecords: [] }, id)).toEqual(unsaid);
      expect(saidOf({ successfulRecords: [id] }, id)).toEqual({ kind: 'done', record: {} });
      expect(saidOf({ failedRecords: [id] }, id)).toEqual(failedWith('refused', ''));
    },
  );
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
      failed: fc.uniqueArray(id),
      asked: fc.uniqueArray(id),
    });
    const answers = lists.chain(({ done, failed, asked }) =>
      fc.record({
        done: fc.constant(done),
        failed: fc.constant(failed),
        asked: fc.constant(asked),
        successfulRecords: fc.tuple(...done.map(success)),
        failedRecords: fc.tuple(...failed.map(failure)),
      }),
    );
    fc.assert(
      fc.property(answers, ({ done, failed, asked, successfulRecords, failedRecords }) => {
        const said = readBulkAnswer({ successfulRecords, failedRecords }, asked);
        expect([...(said?.keys() ?? [])]).toEqual(asked);
        for (const name of asked) {
          const among = [done.includes(name), failed.includes(name)];
          const kind = among[0] === among[1] ? 'unsaid' : among[0] ? 'done' : 'failed';
          expect([name, said?.get(name)?.kind]).toEqual([name, kind]);
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
        const said = readBulkAnswer(anything, asked);
        if (said !== undefined) expect([...said.keys()]).toEqual(asked);
      }),
      { numRuns: 500 },
    );
  });
});
