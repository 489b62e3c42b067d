import assert from 'node:assert/strict';
import type { Case } from '../lib/cases';
import { base, byId, inLine, itemNodes, koreNode, manual, names } from '../lib/flow';
import { until } from '../lib/say';
import { assertNoSecrets, outputOf, queuesNode, type Stage } from '../lib/stage';

/** The node in the ways in which workflows start and call each other. */
export const workflows: Array<Case<Stage>> = [
  {
    name: 'In a sub-workflow',
    async run(stage) {
      const center = await stage.center({ contacts: 3 });
      const [contact] = center.sandbox.contacts;
      assert.ok(contact);
      const sub = await stage.rest.createWorkflow(
        inLine('Delete a contact', [
          base('When Called', 'executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' }),
          koreNode(center.credential, { operation: 'delete', contactId: byId }),
        ]),
      );
      // Only a published workflow can be called.
      await stage.rest.activate(sub);
      const caller = await stage.rest.createWorkflow(
        inLine(
          'Calls another',
          [
            manual,
            base('Call', 'executeWorkflow', 1.2, {
              source: 'database',
              workflowId: { __rl: true, mode: 'id', value: sub.id },
              workflowInputs: { mappingMode: 'defineBelow', value: {} },
              options: { waitForSubWorkflow: true },
            }),
          ],
          [{ contactId: contact.id }],
        ),
      );
      const execution = await stage.rest.finished(await stage.rest.start(caller, names.manual));
      assert.equal(execution.status, 'success');
      assert.equal(outputOf(execution, 'Call')[0]?.['status'], 'INACTIVE');
      assertNoSecrets(execution, center.sandbox);
      await stage.rest.deactivate(sub);
    },
  },
  {
    name: 'On a schedule',
    async run(stage) {
      const center = await stage.center({ contacts: 3 });
      const [contact] = center.sandbox.contacts;
      assert.ok(contact);
      const workflow = await stage.rest.createWorkflow(
        inLine('Every second', [
          base('Schedule', 'scheduleTrigger', 1.2, {
            rule: { interval: [{ field: 'cronExpression', expression: '* * * * * *' }] },
          }),
          ...itemNodes([{ contactId: contact.id }]),
          koreNode(center.credential, {
            operation: 'delete',
            contactId: byId,
            options: { ifMissing: 'continue' },
          }),
        ]),
      );
      await stage.rest.activate(workflow);
      const first = await until('a scheduled execution', async () =>
        (await stage.rest.executions(workflow.id)).at(-1),
      );
      await stage.rest.deactivate(workflow);
      const execution = await stage.rest.finished(first.id);
      assert.equal(execution.mode, 'trigger');
      assert.equal(execution.status, 'success');
      assert.equal(outputOf(execution, names.kore)[0]?.['deleted'], true);
      assertNoSecrets(execution, center.sandbox);
    },
  },
  {
    name: 'The HTTP Request node lists queues with the credential, and goes to no other host',
    async run(stage) {
      const center = await stage.center();
      const other = await stage.center({ seed: 2 });
      const request = async (host: string) => {
        const workflow = await stage.rest.createWorkflow(
          inLine('Queues', [manual, queuesNode(center, host)]),
        );
        const execution = await stage.rest.finished(await stage.rest.start(workflow, names.manual));
        assertNoSecrets(execution, center.sandbox);
        return execution;
      };
      const good = await request(center.sandbox.url);
      assert.equal(good.status, 'success');
      assert.deepEqual(
        outputOf(good, 'HTTP Request').map(({ name }) => name),
        ['Sales', 'Support', 'Billing'],
      );
      const bad = await request(other.sandbox.url);
      assert.equal(bad.status, 'error');
      assert.equal(other.sandbox.requests.length, 0);
    },
  },
];
