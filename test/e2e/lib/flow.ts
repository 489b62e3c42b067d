import { randomUUID } from 'node:crypto';
import type { IConnections, IDataObject, INode, INodeParameters, IPinData } from 'n8n-workflow';
import type { WorkflowDraft } from './rest';

/** The node's full type. */
export const KORE = 'n8n-nodes-kore-contact.koreContact';

/** The names of the nodes in a workflow made here. */
export const names = {
  manual: 'Start',
  kore: 'Kore Contact',
  ok: 'Done',
  failed: 'Failed',
};

/** A node that a workflow is made of. */
export type Part = Omit<INode, 'id' | 'position'>;

/**
 * @param name of the node
 * @param type such as `set`, of n8n's own
 * @param typeVersion its version
 */
export function base(
  name: string,
  type: string,
  typeVersion: number,
  parameters: INodeParameters = {},
): Part {
  return { name, type: `n8n-nodes-base.${type}`, typeVersion, parameters };
}

/** The trigger that a person clicks. */
export const manual = base(names.manual, 'manualTrigger', 1);

/** Nodes that hand out items, also where nobody clicked. */
export function itemNodes(items: IDataObject[]): Part[] {
  return [
    base('List', 'set', 3.4, { mode: 'raw', jsonOutput: JSON.stringify({ items }), options: {} }),
    base('Items', 'splitOut', 1, { fieldToSplitOut: 'items', options: {} }),
  ];
}

/** Settings of a Kore Contact node beside its parameters. */
export type KoreSettings = Pick<
  Partial<INode>,
  'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'alwaysOutputData'
>;

/**
 * @param credential which one it uses
 * @param parameters its fields
 */
export function koreNode(
  { id, name }: { id: string; name: string },
  parameters: INodeParameters,
  settings: KoreSettings = {},
): Part {
  return {
    name: names.kore,
    type: KORE,
    typeVersion: 1,
    parameters: { resource: 'contact', options: {}, ...parameters },
    credentials: { koreApi: { id, name } },
    ...settings,
  };
}

/** The fields of a contact, each by the field of that name in each item. */
export const fromItem = Object.fromEntries(
  ['firstName', 'lastName', 'salutation', 'phoneNumber'].map((name) => [
    name,
    `={{ $json.${name} }}`,
  ]),
);

/** The Contact field, by the ID in each item. */
export const byId = { __rl: true, mode: 'id', value: '={{ $json.contactId }}' };

/**
 * Makes a workflow of nodes in one line. Where a node has an output for failures, a further node is
 * put behind that.
 *
 * @param name of the workflow
 * @param parts its nodes in order
 * @param pinned the items that its first node hands out
 */
export function inLine(name: string, parts: Part[], pinned?: IDataObject[]): WorkflowDraft {
  const nodes: INode[] = parts.map((part, place) => ({
    ...part,
    id: randomUUID(),
    position: [place * 240, 0],
  }));
  const connections: IConnections = {};
  for (const [place, part] of parts.entries()) {
    const next = parts[place + 1];
    const main = [next === undefined ? [] : [link(next.name)]];
    if (part.onError === 'continueErrorOutput') {
      const failed = base(names.failed, 'noOp', 1);
      nodes.push({ ...failed, id: randomUUID(), position: [place * 240, 240] });
      main.push([link(names.failed)]);
    }
    connections[part.name] = { main };
  }
  const first = parts[0]?.name ?? '';
  const pinData: IPinData =
    pinned === undefined ? {} : { [first]: pinned.map((json) => ({ json })) };
  return { name, nodes, connections, pinData };
}

function link(node: string) {
  return { node, type: 'main' as const, index: 0 };
}
