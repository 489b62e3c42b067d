import assert from 'node:assert/strict';
import type { Case } from '../lib/cases';
import { byId, inLine, KORE, manual, names } from '../lib/flow';
import { assertNoSecrets, type Center, outputOf, queuesNode, type Stage } from '../lib/stage';

interface Found {
  results: Array<{ name: string; value: string }>;
  paginationToken?: string;
}

/** What the editor asks for when a person opens the Contact list. */
async function search(stage: Stage, center: Center, more: object): Promise<Found> {
  return await stage.rest.call('POST', '/dynamic-node-parameters/resource-locator-results', {
    path: 'parameters.contactId',
    methodName: 'searchContacts',
    nodeTypeAndVersion: { name: KORE, version: 1 },
    currentNodeParameters: { resource: 'contact', operation: 'delete', options: {} },
    credentials: { koreApi: center.credential },
    ...more,
  });
}

/** What n8n does for a person who sits at the editor. */
export const editor: Array<Case<Stage>> = [
  {
    name: 'The Test button says that the credential is good',
    async run(stage) {
      const { sandbox, credential } = await stage.center();
      const tested = await stage.rest.testCredential(credential, sandbox.credential);
      assert.deepEqual(tested, { status: 'OK', message: 'Connection successful!' });
      assert.equal(sandbox.requests.length, 1);
    },
  },
  {
    name: 'The Test button says what is wrong with a credential',
    async run(stage) {
      const { sandbox, credential } = await stage.center();
      const good = sandbox.credential;
      const wrong: Array<[object, RegExp]> = [
        [{ secret: 'not the secret' }, /^Kore\.ai refused the token \(401\)/],
        [{ accountId: '65f7d49a5dd06e2cefa12345' }, /^Kore\.ai refused the token \(401\)/],
        [{ host: `${good.host}/path` }, /Environment URL .* contains a path/],
        [{ clientId: '' }, /Client ID .* is empty/],
      ];
      for (const [change, words] of wrong) {
        const { status, message } = await stage.rest.testCredential(credential, {
          ...good,
          ...change,
        });
        assert.equal(status, 'Error', JSON.stringify(change));
        assert.match(message, words);
      }
      sandbox.switches.scopeGranted = false;
      const { message } = await stage.rest.testCredential(credential, good);
      assert.match(message, /does not allow contacts \(401\)/);
    },
  },
  {
    name: 'A JWT app that wants its tokens encrypted takes those of the Test button, the node and HTTP Request',
    async run(stage) {
      const center = await stage.center({ contacts: 3, enforceJwe: 'A256GCM' });
      const { sandbox, credential } = center;
      const { message } = await stage.rest.testCredential(credential, sandbox.credential);
      assert.equal(message, 'Connection successful!');
      const plain = { ...sandbox.credential, encryptToken: false };
      const refused = await stage.rest.testCredential(credential, plain);
      assert.equal(refused.status, 'Error');
      assert.match(refused.message, /^Kore\.ai refused the token \(401\)/);
      const contact = sandbox.contacts[1];
      assert.ok(contact);
      const run = await stage.run(center, {
        parameters: { operation: 'delete', contactId: byId },
        items: [{ contactId: contact.id }],
      });
      assert.equal(outputOf(run, names.ok)[0]?.['deleted'], true);
      assert.equal(sandbox.find(contact.id)?.status, 'INACTIVE');
      const workflow = await stage.rest.createWorkflow(
        inLine('Queues', [manual, queuesNode(center)]),
      );
      const queues = await stage.rest.finished(await stage.rest.start(workflow, names.manual));
      assert.equal(queues.status, 'success');
      assertNoSecrets(queues, sandbox);
      // Five parts: three are what a signed token has.
      const parts = sandbox.requests.map(({ rawToken = '' }) => rawToken.split('.').length);
      assert.deepEqual(parts, [5, 3, 5, 5]);
    },
  },
  {
    name: 'The Contact list is searched and goes on where it ended',
    async run(stage) {
      const center = await stage.center({ contacts: 250 });
      const wanted = center.sandbox.contacts[240];
      assert.ok(wanted);
      const found = await search(stage, center, { filter: wanted.cellPhone.phoneNumber });
      assert.deepEqual(found.results, [
        { name: `${wanted.fullName} (${wanted.cellPhone.phoneNumber})`, value: wanted.id },
      ]);
      const ids: string[] = [];
      let paginationToken: string | undefined;
      do {
        const step = await search(stage, center, { ...(paginationToken && { paginationToken }) });
        ids.push(...step.results.map(({ value }) => value));
        ({ paginationToken } = step);
      } while (paginationToken !== undefined && ids.length < 1000);
      assert.deepEqual(
        ids,
        center.sandbox.contacts.map(({ id }) => id),
      );
    },
  },
];
