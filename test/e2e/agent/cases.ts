import assert from 'node:assert/strict';
import type { Case } from '../lib/cases';
import { type Execution } from '../lib/rest';
import { outputOf, type Stage } from '../lib/stage';
import { answer, gated } from './approval';
import type { Asked, Turn } from './model';
import { deletes, ended, nodes, recordsIn, talk } from './talk';

const MISSING = '000000000000000000000000';

/** The names of the example's tools, as a model calls them. */
const tools = { find: 'Find_by_Name', delete: 'Delete_Contact' };

const find = (Name: string) => (): Turn => ({ tool: tools.find, args: { Name } });

const deleteBy = (Contact_ID: unknown): Turn => ({ tool: tools.delete, args: { Contact_ID } });

/** Deletes what was found by the tool that was called before. */
const deleteFound = (asked: Asked): Turn => deleteBy(recordsIn(asked.answer)[0]?.['id']);

/** Says what a tool answered, which then is what the agent says. */
const tell = (asked: Asked): Turn => ({ say: asked.answer });

const said = (execution: Execution) =>
  recordsIn(String(outputOf(execution, nodes.agent)[0]?.['output']));

/** An agent with a model, and the tools of `examples/ai-agent-tool.json`. */
export const agentCases: Array<Case<Stage>> = [
  {
    name: 'It finds a contact by name, and deletes it by the ID that it found',
    async run(stage) {
      const center = await stage.center({ contacts: 5 });
      const wanted = center.sandbox.add({ firstName: 'Asha', lastName: 'Rao' });
      const script = [find('rao'), deleteFound, tell];
      const opening = { says: 'Delete Asha Rao', script, change: deletes };
      await talk(stage, center, opening, async (at) => {
        const execution = await ended(stage, at);
        assert.equal(execution.status, 'success');
        const [deleted] = said(execution);
        assert.deepEqual([deleted?.['id'], deleted?.['deleted']], [wanted.id, true]);
        assert.deepEqual(inactiveIn(center.sandbox.contacts), [wanted.id]);
      });
    },
  },
  {
    name: 'It is told why an ID is refused, and what to do, and goes on with the right one',
    async run(stage) {
      const center = await stage.center({ contacts: 5 });
      const wanted = center.sandbox.add({ firstName: 'Asha', lastName: 'Rao' });
      const script = [
        () => deleteBy('Asha Rao'),
        () => deleteBy(MISSING),
        find('Asha'),
        deleteFound,
        tell,
      ];
      const opening = { says: 'Delete Asha Rao', script, change: deletes };
      await talk(stage, center, opening, async (at) => {
        const execution = await ended(stage, at);
        assert.equal(execution.status, 'success');
        const [, noId, missing] = at.model.asked.map((asked) => asked.answer);
        assert.match(noId ?? '', /The contact ID .*ID of one contact, as Kore\.ai shows it/);
        assert.match(missing ?? '', new RegExp(`${MISSING}.* was not found at Kore\\.ai`));
        assert.deepEqual(inactiveIn(center.sandbox.contacts), [wanted.id]);
      });
    },
  },
  {
    name: 'It deletes nobody as the example comes, with a dry run',
    async run(stage) {
      const center = await stage.center({ contacts: 5 });
      const wanted = center.sandbox.add({ firstName: 'Asha', lastName: 'Rao' });
      const opening = { says: 'Delete Asha Rao', script: [find('rao'), deleteFound, tell] };
      await talk(stage, center, opening, async (at) => {
        const execution = await ended(stage, at);
        assert.equal(execution.status, 'success');
        const [shown] = said(execution);
        assert.deepEqual(
          [shown?.['id'], shown?.['deleted'], shown?.['dryRun']],
          [wanted.id, false, true],
        );
        assert.deepEqual(inactiveIn(center.sandbox.contacts), []);
        assert.ok(center.sandbox.requests.every(({ method }) => method === 'GET'));
      });
    },
  },
  ...['Approve', 'Decline'].map((button) => ({
    name: `It waits for a person, who presses ${button}`,
    async run(stage: Stage) {
      const center = await stage.center({ contacts: 5 });
      const wanted = center.sandbox.add({ firstName: 'Asha', lastName: 'Rao' });
      const script = [
        find('rao'),
        ({ answer: found }: Asked): Turn => ({
          tool: tools.delete,
          args: {
            toolParameters: { Contact_ID: recordsIn(found)[0]?.['id'] },
            hitlParameters: {},
          },
        }),
        (asked: Asked): Turn => ({ say: asked.answer }),
      ];
      const change = (draft: Parameters<typeof gated>[0]) => gated(deletes(draft));
      await talk(stage, center, { says: 'Delete Asha Rao', script, change }, async (at) => {
        const question = await answer(stage, at, button);
        assert.equal(question, `Delete ${wanted.id}?`);
        const execution = await ended(stage, at);
        assert.equal(execution.status, 'success');
        const told = at.model.asked.at(-1)?.answer ?? '';
        const approved = button === 'Approve';
        assert.match(told, approved ? /"deleted":true/ : /rejected the tool call/);
        assert.deepEqual(inactiveIn(center.sandbox.contacts), approved ? [wanted.id] : []);
      });
    },
  })),
];

function inactiveIn(contacts: Array<{ id: string; status: string }>): string[] {
  return contacts.filter(({ status }) => status === 'INACTIVE').map(({ id }) => id);
}
