import type { IDataObject } from 'n8n-workflow';
import type { Finished } from '../../engine';
import { names } from '../../engine';
import { finish, inputFor, outputOf, sandboxWith } from '../helpers';

function hintsOf({ run }: Finished): string[] {
  const hints = run.data.resultData.runData[names.node]?.at(-1)?.hints ?? [];
  return hints.map(({ message }) => message);
}

const people = (count: number): IDataObject[] =>
  Array.from({ length: count }, (_, i) => ({ phone: `+49 30 ${100000 + i}` }));

describe('The hint in the output pane', () => {
  it('says how long it takes one by one, and which operation is faster', async () => {
    const sandbox = await sandboxWith({ contacts: 190 });
    const finished = await finish(sandbox, { items: inputFor(sandbox) });
    const [hint, ...others] = hintsOf(finished);
    expect(hint).toMatch(
      /^Deleting 190 contacts one by one took \d+ (seconds?|minutes?) and 190 requests/,
    );
    expect(hint).toContain("The operation 'Delete Many' does it in 2 requests.");
    expect(others).toEqual([]);
  });

  it("is not there for what a minute of the credential's own limit has room for", async () => {
    const sandbox = await sandboxWith({ contacts: 70 });
    const credential = { requestsPerMinute: 70 };
    const finished = await finish(sandbox, { items: inputFor(sandbox), credential });
    expect(outputOf(finished)).toHaveLength(70);
    expect(hintsOf(finished)).toEqual([]);
  });

  it('is not there for what a minute has room for, nor for a dry run', async () => {
    const sandbox = await sandboxWith({ contacts: 70 });
    const dry = await finish(sandbox, { items: inputFor(sandbox), options: { dryRun: true } });
    const few = await finish(sandbox, { items: inputFor(sandbox, 60) });
    expect([...hintsOf(dry), ...hintsOf(few)]).toEqual([]);
  });

  it.each([
    ['deleteMany', {}, 'Deleting 61 contacts in batches of 1', '100 it is one request'],
    [
      'create',
      { firstName: 'A', lastName: 'B', salutation: 'Ms', phoneNumber: '={{ $json.phone }}' },
      'Creating 61 contacts in batches of 1',
      '50 it is 2 requests',
    ],
    [
      'update',
      { updateFields: { firstName: 'A' } },
      'Updating 61 contacts in batches of 1',
      '100 it is one request',
    ],
  ])(
    'is there for %s when batches are made too small',
    async (operation, parameters, work, instead) => {
      const sandbox = await sandboxWith({ contacts: 61 });
      const input = inputFor(sandbox).map((item, i) => ({ ...item, ...people(61)[i] }));
      const finished = await finish(sandbox, {
        items: input,
        options: { batchSize: 1 },
        parameters: { operation, ...parameters },
      });
      expect(finished.error).toBeUndefined();
      const [hint] = hintsOf(finished);
      expect(hint).toContain(work);
      expect(hint).toContain(`With a 'Batch Size' of ${instead}`);
    },
  );
});
