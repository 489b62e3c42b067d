import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INode } from 'n8n-workflow';
import { root } from '../lib/pack';
import type { Rest, WorkflowDraft } from '../lib/rest';

const FOLDER = path.join(root, 'examples');

/** The one to begin with: it stands first in n8n's list, which has the newest first. */
const FIRST = 'delete-contacts.json';

/**
 * Saves the example workflows in n8n, with the credential chosen in their Kore Contact nodes. What needs a
 * credential of another service is left without.
 *
 * @returns their names, in the order in which n8n lists them
 */
export async function loadExamples(
  rest: Rest,
  credential: { id: string; name: string },
): Promise<string[]> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json') && file !== FIRST);
  const names: string[] = [];
  for (const file of [...files, FIRST]) {
    const text = readFileSync(path.join(FOLDER, file), 'utf8');
    const draft = JSON.parse(text) as WorkflowDraft;
    const nodes = draft.nodes.map((node) => signedIn(node, credential));
    names.unshift((await rest.createWorkflow({ ...draft, nodes })).name);
  }
  return names;
}

function signedIn(node: INode, credential: { id: string; name: string }): INode {
  const { credentials, ...bare } = node;
  if (credentials === undefined) return node;
  return 'koreApi' in credentials ? { ...bare, credentials: { koreApi: credential } } : bare;
}
