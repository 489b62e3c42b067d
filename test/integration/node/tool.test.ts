import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Finished } from '../../engine';
import type { Sandbox } from '../../sandbox';
import { runAgent } from '../agent';
import { callsOf, deletedIn, sandboxWith } from '../helpers';

async function agentRun(
  sandbox: Sandbox,
  calls: IDataObject[],
  options: INodeParameters = {},
): Promise<Finished> {
  const contactId = {
    __rl: true,
    mode: 'id',
    value: "={{ $fromAI('contact_id', 'The contact to delete', 'string') }}",
  };
  return await runAgent(sandbox, calls, { operation: 'delete', contactId, options });
}

describe('As a tool of an AI agent', () => {
  it('deletes the contacts that the model names, and answers with them', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const ids = sandbox.contacts.slice(0, 2).map(({ id }) => id);
    const finished = await agentRun(
      sandbox,
      ids.map((id) => ({ contact_id: id })),
    );
    expect(finished.error).toBeUndefined();
    expect(finished.output('Agent').map(({ json }) => json)).toEqual(
      ids.map((id) => ({
        tool: expect.stringContaining('contact') as unknown,
        answer: [expect.objectContaining({ id, deleted: true })],
      })),
    );
    expect(deletedIn(sandbox)).toEqual(ids);
  });

  it('sends nothing for what a model takes for an id, and tells it why', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const invented = ['bulk-delete', 'undefined', '../contacts', 'John Doe'];
    const finished = await agentRun(
      sandbox,
      invented.map((id) => ({ contact_id: id })),
    );
    for (const { json } of finished.output('Agent')) {
      expect(json['error']).toContain('The contact ID');
    }
    expect(finished.output('Agent')).toHaveLength(invented.length);
    expect(sandbox.requests).toEqual([]);
  });

  it('deletes nothing in a dry run', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const { id } = sandbox.contacts[0]!;
    const finished = await agentRun(sandbox, [{ contact_id: id }], { dryRun: true });
    expect(finished.output('Agent').map(({ json }) => json['answer'])).toMatchObject([
      [{ id, deleted: false, dryRun: true }],
    ]);
    expect(callsOf(sandbox)).toEqual(['GET contacts']);
  });
});
