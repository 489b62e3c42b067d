import { ExecuteContext } from 'n8n-core';
import {
  type IDataObject,
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeParameterResourceLocator,
  type INodeType,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { FieldReader } from '../../../nodes/shared/run/fieldReader';
import { itemsOf, source } from '../../engine/standIns';
import { start } from '../../engine';
import { finish, sandboxWith, tested } from '../helpers';

/** Items whose fields are texts, and items whose fields are anything else. */
const ITEMS: IDataObject[] = [
  { id: 'a', 'first name': 'x', deep: { id: 'd1' }, list: ['l1'] },
  { id: 'b', 'first name': '', deep: { id: 'd2' }, list: ['l2'] },
  { id: 7, 'first name': null, deep: 'text', list: [] },
  { 'first name': '={{ 1 + 1 }}', deep: { id: '{{ $json.id }}' } },
  { id: '  spaces ', deep: { id: ['x'] }, constructor: 'own' },
  { id: { id: 'object' }, deep: null, length: 'own' },
  { id: 'last', 'first name': 'ä"\'\n', deep: { id: '' }, __proto__: { inherited: 'i' } },
];

const EXPRESSIONS = [
  '={{ $json.id }}',
  '={{$json.id}}',
  '={{ $json["first name"] }}',
  "={{ $json['first name'] }}",
  '={{ $json.deep.id }}',
  "={{ $json['deep'].id }}",
  '={{ $json.list[0] }}',
  '={{ $json.missing }}',
  '={{ $json.constructor }}',
  '={{ $json.length }}',
  '={{ $json.inherited }}',
  '={{ $json.id + "x" }}',
  '={{ $json.id }} and more',
  '=before {{ $json.id }}',
  '={{ $itemIndex }}',
  'plain',
  '',
];

describe('reading a field of the node for each item', () => {
  it.each(EXPRESSIONS)('comes to what n8n comes to: %s', async (expression) => {
    for (const items of [ITEMS, ITEMS.toReversed()]) {
      const { taken, evaluated } = await readBoth(expression, items);
      expect(taken).toEqual(evaluated);
    }
  });

  it.each(['={{ $json.id }}', '={{ $json.deep["one more"].id }}'])(
    'asks n8n for the first item only, where the expression names a text of the item: %s',
    async (expression) => {
      const items = Array.from({ length: 50 }, (_, i) => ({
        id: `id${i}`,
        deep: { 'one more': { id: `id${i}` } },
      }));
      const { taken, asked } = await readBoth(expression, items);
      expect(taken.text).toEqual(items.map(({ id }) => id));
      expect(asked).toEqual({ text: 1, locator: 1 });
    },
  );

  it('asks n8n for every item, where the expression does anything more', async () => {
    const items = Array.from({ length: 5 }, (_, i) => ({ id: `id${i}` }));
    const { asked } = await readBoth('={{ $json.id.trim() }}', items);
    expect(asked).toEqual({ text: 5, locator: 5 });
  });

  it('leaves a field to n8n for good where n8n gave something else than what stands in the item', () => {
    const given = ['n8n 0', 'b', 'n8n 2'];
    const reader = new FieldReader({
      getInputData: () => itemsOf([{ id: 'a' }, { id: 'b' }, { id: 'c' }]),
      getNodeParameter: (_: string, itemIndex: number, __: string, options?: IDataObject) =>
        options === undefined ? given[itemIndex] : '={{ $json.id }}',
    } as unknown as IExecuteFunctions);
    expect([0, 1, 2].map((itemIndex) => reader.read('text', itemIndex))).toEqual(given);
  });
});

describe('reading the options', () => {
  it.each<[string, IDataObject, number]>([
    ['are read once where they are the same for all items', { dryRun: true }, 1],
    ['are read for each item where one of them is an expression', { dryRun: '={{ true }}' }, 20],
  ])('%s', async (_, options, expected) => {
    // What all of n8n's contexts ask, each by a function of its own.
    const asked = jest.spyOn(
      ExecuteContext.prototype as unknown as { _getNodeParameter: (name: string) => unknown },
      '_getNodeParameter',
    );
    const timesAsked = async (count: number) => {
      const sandbox = await sandboxWith({ contacts: count });
      const items = sandbox.contacts.map(({ id }) => ({ contactId: id }));
      asked.mockClear();
      const { error } = await finish(sandbox, { items, options });
      expect(error).toBeUndefined();
      return asked.mock.calls.filter(([name]) => name === 'options').length;
    };
    expect(await timesAsked(1)).toBe(1);
    expect(await timesAsked(20)).toBe(expected);
    asked.mockRestore();
  });
});

interface Read {
  text: unknown[];
  locator: unknown[];
}

/** Reads two fields that hold the expression: by the reader, and by n8n alone. */
async function readBoth(expression: string, items: IDataObject[]) {
  const taken: Read = { text: [], locator: [] };
  const evaluated: Read = { text: [], locator: [] };
  const asked = { text: 0, locator: 0 };
  const probe = probeNode((context) => {
    const counting = Object.create(context) as IExecuteFunctions;
    counting.getNodeParameter = ((name: 'text', itemIndex: number, fallback: string, options) => {
      if (options?.rawExpressions !== true) asked[name] += 1;
      return context.getNodeParameter(name, itemIndex, fallback, options);
    }) as IExecuteFunctions['getNodeParameter'];
    const reader = new FieldReader(counting);
    for (const itemIndex of items.keys()) {
      for (const name of ['text', 'locator'] as const) {
        taken[name].push(attempt(() => reader.read(name, itemIndex)));
        evaluated[name].push(attempt(() => context.getNodeParameter(name, itemIndex, '')));
      }
    }
    return context.getInputData();
  });
  const locator: INodeParameterResourceLocator = { __rl: true, mode: 'id', value: expression };
  const at = { typeVersion: 1, position: [0, 0] as [number, number] };
  const { error } = await start(
    {
      name: 'Probe',
      nodes: [
        { id: 'Source', name: 'Source', type: 'test.source', ...at, parameters: {} },
        {
          id: 'Probe',
          name: 'Probe',
          type: 'test.probe',
          ...at,
          parameters: { text: expression, locator },
        },
      ],
      connections: { Source: { main: [[{ node: 'Probe', type: 'main', index: 0 }]] } },
    },
    {},
    tested,
    { 'test.source': source(itemsOf(items)), 'test.probe': probe },
  ).finished;
  if (error !== undefined) throw error;
  return { taken, evaluated, asked };
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return { failed: String(error) };
  }
}

function probeNode(execute: (context: IExecuteFunctions) => INodeExecutionData[]): INodeType {
  return {
    description: {
      displayName: 'Probe',
      name: 'probe',
      group: ['transform'],
      version: 1,
      description: '',
      defaults: { name: 'Probe' },
      inputs: [NodeConnectionTypes.Main],
      outputs: [NodeConnectionTypes.Main],
      properties: [
        { displayName: 'Text', name: 'text', type: 'string', default: '' },
        {
          displayName: 'Locator',
          name: 'locator',
          type: 'resourceLocator',
          default: { mode: 'id', value: '' },
          modes: [{ displayName: 'By ID', name: 'id', type: 'string' }],
        },
      ],
    },
    async execute(this: IExecuteFunctions) {
      return await Promise.resolve([execute(this)]);
    },
  };
}
