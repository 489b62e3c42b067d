import assert from 'node:assert/strict';
import type { Sandbox } from '../../sandbox';
import { type Asked, type Turn } from '../agent/model';
import { recordsIn } from '../agent/talk';
import type { Execution, SavedWorkflow } from '../lib/rest';
import { outputOf } from '../lib/stage';
import { chat, click, handIn } from './start';
import type { ExampleStage } from './suite';

/** How a person tries an example, and what there is then. */
export interface Expected {
  run(stage: ExampleStage, workflow: SavedWorkflow): Promise<Execution>;
  /** @throws Error if anything else than was to be expected has happened */
  check(sandbox: Sandbox, execution: Execution): void;
}

/** What the model of the agent does: it finds somebody, and lets that one be deleted, which is a dry run. */
export const script = [
  (): Turn => ({ tool: 'Find_by_Name', args: { Name: 'a' } }),
  ({ answer }: Asked): Turn => ({
    tool: 'Delete_Contact',
    args: { Contact_ID: recordsIn(answer)[0]?.['id'] },
  }),
  ({ answer }: Asked): Turn => ({ say: answer }),
];

const FILE = [
  'firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode',
  'Grace,Hopper,Mrs,2025550101,+1',
  'Alan,Turing,Mr,2025550102,+1',
].join('\n');

/** For each file of `examples/`. */
export const expected: Record<string, Expected> = {
  'delete-contacts.json': {
    run: click,
    check(sandbox, execution) {
      const ids = idsOf(execution, 'Deleted');
      assert.equal(ids.length, 3);
      assert.deepEqual(idsOf(execution, 'Not Deleted').length, 1);
      assert.deepEqual(
        ids.filter((id) => sandbox.find(id)?.status !== 'INACTIVE'),
        [],
      );
    },
  },
  'new-contacts-to-crm.json': {
    run: click,
    check(sandbox, execution) {
      const inUse = sandbox.contacts.filter(({ status }) => status === 'ACTIVE').slice(0, 5);
      assert.deepEqual(
        outputOf(execution, 'Your CRM').map(({ externalId }) => externalId),
        inUse.map(({ id }) => id),
      );
    },
  },
  'delete-by-id-from-webhook.json': {
    run: click,
    check(sandbox, execution) {
      const [id = ''] = idsOf(execution, 'Kore Contact');
      assert.equal(sandbox.find(id)?.status, 'INACTIVE');
      assert.deepEqual(idsOf(execution, 'Answer: Not Deleted'), []);
    },
  },
  'nightly-mirror.json': {
    run: click,
    check(sandbox, execution) {
      const said = outputOf(execution, 'Sync').map(({ sync, dryRun }) => [sync, dryRun]);
      assert.deepEqual(said, Array(3).fill(['created', true]));
      assert.ok(!named(sandbox, 'Asha Rao'));
    },
  },
  'contacts-to-table.json': {
    run: click,
    check(sandbox, execution) {
      const active = sandbox.contacts.filter(({ status }) => status === 'ACTIVE');
      assert.equal(idsOf(execution, 'Kore Contact').length, active.length);
    },
  },
  'import-csv.json': {
    run: async (stage, workflow) =>
      await handIn(stage, workflow, { name: 'contacts.csv', text: FILE }),
    check(sandbox, execution) {
      assert.equal(idsOf(execution, 'Imported').length, 2);
      assert.ok(named(sandbox, 'Grace Hopper'));
    },
  },
  'ai-agent-tool.json': {
    run: async (stage, workflow) => await chat(stage, workflow, 'Delete somebody'),
    check(_, execution) {
      const [said] = recordsIn(String(outputOf(execution, 'AI Agent')[0]?.['output']));
      assert.deepEqual([said?.['deleted'], said?.['dryRun']], [false, true]);
    },
  },
};

function idsOf(execution: Execution, node: string): string[] {
  return outputOf(execution, node).map(({ id }) => String(id));
}

const named = (sandbox: Sandbox, name: string) =>
  sandbox.contacts.find(({ fullName }) => fullName === name);
