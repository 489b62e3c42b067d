import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { KoreContact } from '../../../nodes/KoreContact/KoreContact.node';
import { notInInputField } from '../../../nodes/KoreContact/form/syncFields';
import { asTool } from '../../engine/tool';
import { runAgent } from '../agent';
import { having, person } from '../contactHelpers';
import { deletedIn, sandboxWith } from '../helpers';
import { sync } from './helpers';

const fromModel = (name: string) => `={{ $fromAI('${name}', '', 'string') }}`;

const parameters: INodeParameters = {
  operation: 'sync',
  notInInput: 'delete',
  firstName: fromModel('first'),
  lastName: 'Rao',
  salutation: 'Mrs',
  phoneNumber: fromModel('phone'),
  options: {},
};

const call = { first: 'Asha 1', phone: '+91 90001 43210' };

const { description } = new KoreContact();

/** Whether the editor shows a field of the node, or of the tool that n8n makes of it. */
function isShown(field: INodeProperties, type = description): boolean {
  const values = { resource: 'contact', operation: 'sync' };
  return NodeHelpers.displayParameter(values, field, { typeVersion: 1 }, type);
}

describe('Sync as a tool of an AI agent', () => {
  const field = description.properties.find(({ name }) => name === notInInputField.name)!;

  it('does not show Contacts Not in the Input, which the node itself does', () => {
    expect(isShown(field)).toBe(true);
    expect(isShown(field, asTool(new KoreContact()).description)).toBe(false);
  });

  it('deletes nobody, whatever a workflow has there', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const finished = await runAgent(sandbox, [call], parameters);
    const [answer] = finished.output('Agent');
    expect(answer?.json['answer']).toMatchObject([{ firstName: 'Asha 1', sync: 'created' }]);
    expect(having(sandbox, person(1))).toHaveLength(1);
    expect(deletedIn(sandbox)).toEqual([]);
  });

  it('refuses to delete where n8n still hands the field on', async () => {
    const sandbox = await sandboxWith({ contacts: 3 });
    // As in versions of n8n that know no '@tool'.
    const tool = asTool(new KoreContact());
    tool.description = {
      ...tool.description,
      properties: tool.description.properties.map((one) =>
        one.name === field.name ? { ...one, displayOptions: {} } : one,
      ),
    };
    const finished = await runAgent(sandbox, [call], parameters, tool);
    expect(finished.output('Agent').map(({ json }) => json)).toEqual([
      { error: expect.stringContaining('As a tool of an AI agent, Sync deletes nothing') },
    ]);
    expect(sandbox.requests).toEqual([]);
  });
});

it('Where n8n can not tell whether a model calls, Sync deletes all the same', async () => {
  const { ExecuteContext } = jest.requireActual<{ ExecuteContext: { prototype: IDataObject } }>(
    'n8n-core',
  );
  const { isToolExecution } = ExecuteContext.prototype;
  delete ExecuteContext.prototype['isToolExecution'];
  try {
    const sandbox = await sandboxWith({ contacts: 3 });
    const { error } = await sync(sandbox, { items: [person(1)] });
    expect(error).toBeUndefined();
    expect(deletedIn(sandbox)).toHaveLength(3);
  } finally {
    ExecuteContext.prototype['isToolExecution'] = isToolExecution;
  }
});
