import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INode } from 'n8n-workflow';
import { root } from '../lib/pack';
import type { Rest, SavedCredential, SavedWorkflow, WorkflowDraft } from '../lib/rest';

const FOLDER = path.join(root, 'examples');

/** The one to begin with: it stands first in n8n's list, which has the newest first. */
const FIRST = 'delete-contacts.json';

/** An example as it was saved in n8n. */
export interface LoadedExample {
  /** Its file in `examples/`. */
  file: string;
  workflow: SavedWorkflow;
}

/** @param file its name in `examples/` */
export function readExample(file: string): WorkflowDraft {
  return JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as WorkflowDraft;
}

/**
 * Saves the example workflows in n8n, with credentials chosen in their nodes.
 *
 * @param credentials by their type
 * @returns them, in the order in which n8n lists them
 */
export async function loadExamples(
  rest: Rest,
  credentials: Record<string, SavedCredential>,
): Promise<LoadedExample[]> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json') && file !== FIRST);
  const loaded: LoadedExample[] = [];
  for (const file of [...files, FIRST]) {
    const draft = signIn(readExample(file), credentials);
    loaded.unshift({ file, workflow: await rest.createWorkflow(draft) });
  }
  return loaded;
}

/**
 * Chooses credentials in the nodes of a workflow. What needs one of another type is left without.
 *
 * @param credentials by their type
 */
export function signIn(
  draft: WorkflowDraft,
  credentials: Record<string, SavedCredential>,
): WorkflowDraft {
  const nodes = draft.nodes.map(({ credentials: wanted = {}, ...bare }): INode => {
    const chosen = Object.entries(credentials).filter(([type]) => type in wanted);
    return chosen.length === 0 ? bare : { ...bare, credentials: Object.fromEntries(chosen) };
  });
  return { ...draft, nodes };
}
