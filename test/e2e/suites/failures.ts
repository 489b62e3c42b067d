import assert from 'node:assert/strict';
import type { Case } from '../lib/cases';
import { byId, names } from '../lib/flow';
import { sleep } from '../lib/say';
import { assertNoSecrets, errorOf, outputOf, type Stage } from '../lib/stage';

const MISSING = '000000000000000000000000';

/** What becomes of failures, in each of the node's settings. */
export const failures: Array<Case<Stage>> = [
  {
    name: 'Stop Workflow: the message names the contact and what was done before',
    async run(stage) {
      const center = await stage.center({ contacts: 3 });
      const [first] = center.sandbox.contacts;
      center.sandbox.setLatency(50);
      const execution = await stage.run(center, {
        parameters: { operation: 'delete', contactId: byId },
        items: [{ contactId: first?.id }, { contactId: MISSING }],
      });
      assert.equal(execution.status, 'error');
      const { message, description } = errorOf(execution);
      assert.match(message, new RegExp(MISSING));
      assert.match(description ?? '', new RegExp(first?.id ?? 'none'));
    },
  },
  {
    name: 'Continue: the failure is an item in its place',
    async run(stage) {
      const center = await stage.center({ contacts: 3 });
      const [first, second] = center.sandbox.contacts;
      const execution = await stage.run(center, {
        parameters: { operation: 'delete', contactId: byId },
        items: [{ contactId: first?.id }, { contactId: MISSING }, { contactId: second?.id }],
        settings: { onError: 'continueRegularOutput' },
      });
      assert.equal(execution.status, 'success');
      const output = outputOf(execution, names.ok);
      assert.deepEqual(
        output.map(({ id }) => id),
        [first?.id, undefined, second?.id],
      );
      assert.deepEqual(Object.keys(output[1] ?? {}).sort(), ['error', 'message']);
      assert.match(String(output[1]?.['error']), new RegExp(MISSING));
    },
  },
  {
    name: 'Continue (using error output): the failure comes out there, the others here',
    async run(stage) {
      const center = await stage.center({ contacts: 3 });
      const [first, second] = center.sandbox.contacts;
      const execution = await stage.run(center, {
        parameters: { operation: 'delete', contactId: byId },
        items: [{ contactId: first?.id }, { contactId: MISSING }, { contactId: second?.id }],
        settings: { onError: 'continueErrorOutput' },
      });
      assert.equal(execution.status, 'success');
      assert.deepEqual(
        outputOf(execution, names.ok).map(({ id }) => id),
        [first?.id, second?.id],
      );
      const failed = outputOf(execution, names.failed);
      assert.equal(failed.length, 1);
      assert.match(String(failed[0]?.['error']), new RegExp(MISSING));
    },
  },
  {
    name: 'Retry On Fail runs the node again, and deletes nobody twice',
    async run(stage) {
      const center = await stage.center({ contacts: 3 });
      const [first] = center.sandbox.contacts;
      // A status that the node itself does not repeat.
      center.sandbox.fault({ method: 'DELETE', status: 403, times: 1 });
      const execution = await stage.run(center, {
        parameters: { operation: 'delete', contactId: byId },
        items: [{ contactId: first?.id }],
        settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 },
      });
      assert.equal(execution.status, 'success');
      assert.deepEqual(
        center.sandbox.requests.map(({ status }) => status),
        [403, 200],
      );
    },
  },
  {
    name: 'Cancelling while it waits for its turn stops within a second, and sends nothing more',
    async run(stage) {
      const center = await stage.center({ contacts: 12, requestsPerMinute: 4 });
      const { sandbox } = center;
      const id = await stage.start(center, {
        parameters: { operation: 'delete', contactId: byId },
        items: sandbox.contacts.map((contact) => ({ contactId: contact.id })),
      });
      await sandbox.waitForRequests(4);
      await sleep(500);
      const cancelledAt = Date.now();
      await stage.rest.stop(id);
      const execution = await stage.rest.finished(id);
      const took = Date.now() - cancelledAt;
      assert.ok(took < 1000, `It took ${took} ms`);
      assert.equal(execution.status, 'canceled');
      await sleep(2000);
      assert.equal(sandbox.requests.length, 4);
      assertNoSecrets(execution, sandbox);
    },
  },
  {
    name: 'A refusal says which scope is missing',
    async run(stage) {
      const center = await stage.center({ contacts: 1 });
      center.sandbox.switches.scopeGranted = false;
      const execution = await stage.run(center, {
        parameters: { operation: 'delete', contactId: byId },
        items: [{ contactId: center.sandbox.contacts[0]?.id }],
      });
      assert.equal(execution.status, 'error');
      assert.match(errorOf(execution).description ?? '', /Configuration/);
    },
  },
];
