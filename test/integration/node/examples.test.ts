import { readdirSync, readFileSync } from 'fs';
import path from 'path';
import type { IDataObject, INode, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';
import { KoreContact } from '../../../nodes/KoreContact/KoreContact.node';
import { KoreContactTrigger } from '../../../nodes/KoreContactTrigger/KoreContactTrigger.node';
import { type Finished, NODE_TYPE, nodeTypesOf, start, type WorkflowJson } from '../../engine';
import { loaded as polled, TRIGGER_TYPE } from '../../engine/poller';
import { standIns } from '../../engine/standIns';
import { asTool } from '../../engine/tool';
import type { Sandbox } from '../../sandbox';
import { looseEndsIn, overlapsIn, strangeIn } from './exampleChecks';
import { callsOf, deletedIn, expectNoSecrets, sandboxWith, tested } from '../helpers';
import { csv, fileOf } from '../importCsv/helpers';

const FOLDER = path.join(__dirname, '..', '..', '..', 'examples');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

const exampleOf = (file: string): WorkflowJson =>
  JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as WorkflowJson;

const nodeOf = ({ nodes }: WorkflowJson, name: string): INode => {
  const node = nodes.find((candidate) => candidate.name === name);
  if (node === undefined) throw new Error(`The example has no node ${name}`);
  return node;
};

/** Runs an example to its end, with what is pinned to its trigger. */
async function run(
  sandbox: Sandbox,
  example: WorkflowJson,
  pinData: WorkflowJson['pinData'] = example.pinData ?? {},
): Promise<Finished> {
  const credential = { ...sandbox.credential, requestsPerMinute: 0 };
  const nodes = { [TRIGGER_TYPE]: polled(new KoreContactTrigger()) };
  const json = { ...structuredClone(example), pinData };
  const finished = await start(json, credential, tested, nodes).finished;
  expectNoSecrets(finished.saved, sandbox);
  return finished;
}

const jsonOf = (finished: Finished, node: string, output = 0): IDataObject[] =>
  finished.output(node, output).map(({ json }) => json);

/** A node that is only loaded: what goes in and out of it. */
function loaded(name: string, inputs: string[], outputs: string[]): INodeType {
  const { description } = standIns['n8n-nodes-base.noOp']!;
  return { description: { ...description, name, inputs, outputs } as INodeType['description'] };
}

const { Main, AiTool, AiLanguageModel } = NodeConnectionTypes;
const types: Record<string, INodeType> = {
  ...standIns,
  [NODE_TYPE]: new KoreContact(),
  [`${NODE_TYPE}Tool`]: asTool(new KoreContact()),
  [TRIGGER_TYPE]: polled(new KoreContactTrigger()),
  '@n8n/n8n-nodes-langchain.chatTrigger': loaded('chatTrigger', [], [Main]),
  '@n8n/n8n-nodes-langchain.agent': loaded('agent', [Main, AiLanguageModel, AiTool], [Main]),
  '@n8n/n8n-nodes-langchain.lmChatOpenAi': loaded('lmChatOpenAi', [], [AiLanguageModel]),
};

describe.each(files)('The example %s', (file) => {
  const example = exampleOf(file);
  const kore = example.nodes.filter(({ type }) => type.startsWith(NODE_TYPE));
  const typeOf = ({ type, typeVersion }: INode) =>
    nodeTypesOf(types).getByNameAndVersion(type, typeVersion);

  it('loads into a workflow, and every node in it is known and connected', () => {
    const { nodes, connections } = structuredClone(example);
    const workflow = new Workflow({
      nodes,
      connections,
      active: false,
      nodeTypes: nodeTypesOf(types),
    });
    expect(Object.keys(workflow.nodes)).toHaveLength(example.nodes.length);
    expect(looseEndsIn(example, typeOf)).toEqual([]);
    const trigger = example.nodes.find(({ type }) => /trigger$|webhook$/i.test(type));
    const reached = workflow.getChildNodes(trigger?.name ?? '', 'ALL');
    const parents = [...reached, trigger?.name ?? ''].flatMap((name) =>
      workflow.getParentNodes(name, 'ALL'),
    );
    const all = new Set([trigger?.name, ...reached, ...parents]);
    expect(nodes.filter(({ name }) => !all.has(name)).map(({ type }) => type)).toEqual([
      'n8n-nodes-base.stickyNote',
    ]);
  });

  it('holds no field, option or choice that the nodes of Kore Contact do not have', () => {
    expect(kore.length).toBeGreaterThan(0);
    for (const node of kore) expect(strangeIn(node, typeOf(node).description)).toEqual([]);
  });

  it('asks for a credential and holds none', () => {
    for (const { credentials } of kore) {
      expect(credentials).toEqual({ koreApi: { id: '', name: 'Kore account' } });
    }
    for (const { credentials } of example.nodes) {
      for (const { id } of Object.values(credentials ?? {})) expect(id).toBe('');
    }
  });

  it('explains itself in a note, and nothing lies upon anything', () => {
    const notes = example.nodes.filter(({ type }) => type.endsWith('.stickyNote'));
    expect(notes).toHaveLength(1);
    const content = String(notes[0]?.parameters['content']);
    expect(content).toMatch(/^## \w.+\n\n[A-Z]/);
    expect(content).toContain('Kore API credential');
    expect(content.split(/\.\s/).length).toBeGreaterThan(2);
    expect(overlapsIn(example)).toEqual([]);
    const ids = example.nodes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('there is an example for each use that the project names', () => {
  expect(files.sort()).toEqual([
    'ai-agent-tool.json',
    'contacts-to-table.json',
    'delete-by-id-from-webhook.json',
    'delete-contacts.json',
    'import-csv.json',
    'new-contacts-to-crm.json',
    'nightly-mirror.json',
  ]);
});

it('no two examples name one contact of the sandbox, so that each can be run after the other', () => {
  const named = files.flatMap((file) => {
    const ids = JSON.stringify(exampleOf(file).pinData ?? {}).match(/\b[0-9a-f]{24}\b/g) ?? [];
    return [...new Set(ids)];
  });
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((id, i) => named.indexOf(id) !== i)).toEqual([]);
});

it('delete-contacts deletes its contacts and sets apart the one that is not there', async () => {
  const sandbox = await sandboxWith({ contacts: 8 });
  const finished = await run(sandbox, exampleOf('delete-contacts.json'));
  expect(deletedIn(sandbox)).toHaveLength(3);
  expect(jsonOf(finished, 'Deleted').map(({ id }) => id)).toEqual(deletedIn(sandbox));
  expect(jsonOf(finished, 'Not Deleted')).toHaveLength(1);
});

describe('delete-by-id-from-webhook', () => {
  const example = exampleOf('delete-by-id-from-webhook.json');
  const call = (body: IDataObject) => ({ Webhook: [{ json: { body } }] });

  it('deletes the contact that the call names, and answers 200', async () => {
    const sandbox = await sandboxWith({ contacts: 4 });
    const finished = await run(sandbox, example);
    // Not one of those that delete-contacts deletes: a person tries both on one sandbox.
    const { id } = sandbox.contacts[3]!;
    expect(deletedIn(sandbox)).toEqual([id]);
    expect(jsonOf(finished, 'Answer: Deleted')).toEqual([
      { status: 200, body: { id, deleted: true } },
    ]);
    expect(jsonOf(finished, 'Answer: Not Deleted')).toEqual([]);
  });

  it.each<[IDataObject, string, number]>([
    [{ contactId: '000000000000000000000000' }, 'was not found at Kore.ai', 1],
    [{ contactId: '../bulk-delete' }, 'The contact ID', 0],
    [{}, 'The contact ID is empty', 0],
  ])('answers 422 and the reason to the call %j', async (body, error, requests) => {
    const sandbox = await sandboxWith({ contacts: 3 });
    const finished = await run(sandbox, example, call(body));
    expect(jsonOf(finished, 'Answer: Not Deleted')).toEqual([
      {
        status: 422,
        body: { error: expect.stringContaining(error), message: expect.any(String) },
      },
    ]);
    expect(jsonOf(finished, 'Answer: Deleted')).toEqual([]);
    expect(deletedIn(sandbox)).toEqual([]);
    expect(sandbox.requests).toHaveLength(requests);
  });

  it('lets nobody call it without a credential', () => {
    expect(nodeOf(example, 'Webhook').parameters).toMatchObject({ authentication: 'headerAuth' });
  });
});

it('ai-agent-tool deletes nobody as it comes, and tells its model of each failure what to do', () => {
  const tools = exampleOf('ai-agent-tool.json').nodes.filter(({ type }) =>
    type.startsWith(NODE_TYPE),
  );
  // Otherwise n8n tells a model the message alone, without the description.
  expect(tools.map(({ onError }) => onError)).toEqual(tools.map(() => 'continueRegularOutput'));
  const deleting = tools.filter(({ parameters }) => parameters['operation'] === 'delete');
  expect(deleting.map(({ parameters }) => parameters['options'])).toEqual([{ dryRun: true }]);
});

describe('nightly-mirror', () => {
  const night = { 'Every Night': [{ json: {} }] };

  /** The example, its dry run on or off, and the CRM's list its own or none. */
  function mirror({ dryRun, crm }: { dryRun: boolean; crm?: string }): WorkflowJson {
    const example = exampleOf('nightly-mirror.json');
    const options = nodeOf(example, 'Sync').parameters['options'] as IDataObject;
    expect(options).toEqual({ dryRun: true, maxDeletions: 20 });
    options['dryRun'] = dryRun;
    nodeOf(example, 'Sync').parameters['notInInput'] = 'delete';
    if (crm !== undefined) nodeOf(example, 'CRM Contacts').parameters['jsCode'] = crm;
    return example;
  }

  /** A sandbox with somebody who is in the CRM, too, under a name of before. */
  async function withAsha(contacts: number): Promise<Sandbox> {
    const sandbox = await sandboxWith({ contacts });
    const cellPhone = { phoneNumber: '+919876543210', countryCode: '+91' };
    sandbox.add({ firstName: 'Aisha', lastName: 'Rao', salutation: 'Mrs', cellPhone });
    return sandbox;
  }

  it('is three nodes', () => {
    const { nodes } = mirror({ dryRun: true });
    expect(nodes.filter(({ type }) => !type.endsWith('.stickyNote'))).toHaveLength(3);
  });

  it('as it comes shows a list of which nobody would be deleted, however many there are', async () => {
    const sandbox = await withAsha(25);
    const before = structuredClone(sandbox.contacts);
    const finished = await run(sandbox, exampleOf('nightly-mirror.json'), night);
    expect(finished.error).toBeUndefined();
    expect(jsonOf(finished, 'Sync').map(({ sync, dryRun }) => [sync, dryRun])).toEqual(
      ['updated', 'created', 'created'].map((sync) => [sync, true]),
    );
    expect(sandbox.contacts).toEqual(before);
  });

  it('on Delete only shows what it would do', async () => {
    const sandbox = await withAsha(4);
    const before = structuredClone(sandbox.contacts);
    const finished = await run(sandbox, mirror({ dryRun: true }), night);
    expect(finished.error).toBeUndefined();
    expect(jsonOf(finished, 'Sync').map(({ sync, dryRun }) => [sync, dryRun])).toEqual(
      ['updated', 'created', 'created', ...Array<string>(4).fill('deleted')].map((sync) => [
        sync,
        true,
      ]),
    );
    expect(sandbox.contacts).toEqual(before);
  });

  it('makes Kore.ai equal to the CRM when the dry run is off, and the next night does nothing', async () => {
    const sandbox = await withAsha(4);
    await run(sandbox, mirror({ dryRun: false }), night);
    expect(deletedIn(sandbox)).toEqual(sandbox.contacts.slice(0, 4).map(({ id }) => id));
    expect(sandbox.contacts.slice(4).map(({ fullName }) => fullName)).toEqual([
      'Asha Rao',
      'Tom Hill',
      'Mia Wolf',
    ]);
    sandbox.clearRequests();
    const { error } = await run(sandbox, mirror({ dryRun: false }), night);
    expect(error).toBeUndefined();
    expect(callsOf(sandbox)).toEqual(['GET contacts']);
  });

  it('writes nothing, and fails, when more are gone than the limits allow', async () => {
    const sandbox = await withAsha(21);
    const { error } = await run(sandbox, mirror({ dryRun: false }), night);
    expect(error?.message).toContain("21 of 22 contacts would be deleted, and 'Maximum Deletions'");
    expect(sandbox.contacts).toHaveLength(22);
    expect(deletedIn(sandbox)).toEqual([]);
  });

  it.each([
    ['gives out nobody', 'return [];'],
    ['gives out an empty item', 'return [{ json: {} }];'],
    ['gives out a contact that can not be saved', "return [{ json: { phone: 'none' } }];"],
  ])('writes nothing when the CRM %s', async (_, crm) => {
    const sandbox = await withAsha(4);
    await run(sandbox, mirror({ dryRun: false, crm }), night);
    expect(sandbox.requests).toEqual([]);
    expect(deletedIn(sandbox)).toEqual([]);
  });
});

describe('import-csv', () => {
  const example = exampleOf('import-csv.json');
  const label = 'CSV File';

  it('asks for the file under the name that the Kore Contact node reads', () => {
    const form = JSON.stringify(nodeOf(example, 'Form').parameters);
    expect(form).toContain(JSON.stringify(label));
    // In this way n8n's form makes the name of a binary field.
    const field = label.replace(/\W/g, '_');
    expect(nodeOf(example, 'Kore Contact').parameters['binaryPropertyName']).toBe(field);
  });

  it('creates a contact for each row, and sets apart a file that is bad', async () => {
    const sandbox = await sandboxWith({ contacts: 2 });
    const form = (content: string) => ({
      Form: [{ json: {}, binary: fileOf(content, 'CSV_File') }],
    });
    const good = await run(sandbox, example, form(csv(3)));
    expect(jsonOf(good, 'Imported').map(({ firstName }) => firstName)).toEqual([
      'Asha 0',
      'Asha 1',
      'Asha 2',
    ]);
    expect(sandbox.contacts).toHaveLength(5);
    const bad = await run(sandbox, example, form('Town,Phone\nAgra,1'));
    expect(jsonOf(bad, 'Not Imported')).toMatchObject([
      { error: expect.stringContaining('The file has no column') },
    ]);
    expect(sandbox.contacts).toHaveLength(5);
  });
});

it('contacts-to-table makes one file of all contacts that are in use', async () => {
  const sandbox = await sandboxWith({ contacts: 130, switches: { listInactive: true } });
  sandbox.contacts[1]!.status = 'INACTIVE';
  const finished = await run(sandbox, exampleOf('contacts-to-table.json'), {
    Start: [{ json: {} }],
  });
  const [table] = finished.output('Table');
  const file = table?.binary?.['data'];
  expect(file?.fileName).toBe('kore-contacts.csv');
  const lines = Buffer.from(file?.data ?? '', 'base64')
    .toString()
    .split('\n');
  expect(lines).toHaveLength(130);
  expect(lines[0]).toContain('"id","fullName"');
  expect(lines.at(-1)).toContain(sandbox.contacts[129]!.cellPhone.phoneNumber);
});

it('new-contacts-to-crm hands each event to the CRM once', async () => {
  const sandbox = await sandboxWith({ contacts: 4 });
  const example = exampleOf('new-contacts-to-crm.json');
  const first = await run(sandbox, example);
  expect(first.error).toBeUndefined();
  expect(jsonOf(first, 'Your CRM')).toEqual(
    sandbox.contacts.map(({ id, fullName, cellPhone }, i) => ({
      ...{ externalId: id, name: fullName, phone: cellPhone.phoneNumber, isNew: i % 2 === 0 },
    })),
  );
  const again = await run(sandbox, example);
  expect(jsonOf(again, 'Kore Contact Trigger')).toHaveLength(4);
  expect(jsonOf(again, 'Your CRM')).toEqual([]);
});
