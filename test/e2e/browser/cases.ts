import assert from 'node:assert/strict';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Case } from '../lib/cases';
import { fromItem, inLine, koreNode, manual } from '../lib/flow';
import { queuesNode, type Stage } from '../lib/stage';
import type { Editor } from './editor';
import { expectedFields } from './fields';

/** What a browser test has at hand. */
export interface BrowserStage {
  stage: Stage;
  editor: Editor;
}

const MISSING = '000000000000000000000000';

/** What a person does and sees. */
export const browserCases: Array<Case<BrowserStage>> = [
  {
    name: 'Kore Contact is found by typing, with its icon in light and dark',
    async run({ editor }) {
      const { page } = editor;
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await editor.emptyCanvas();
        await editor.searchNode('kore');
        const icon = editor.at('node-creator').locator('img').first();
        await icon.waitFor();
        const { source, width } = await icon.evaluate((img: HTMLImageElement) => ({
          source: img.src,
          width: img.naturalWidth,
        }));
        assert.match(source, colorScheme === 'dark' ? /kore\.dark\.svg/ : /kore\.svg/);
        assert.ok(width > 0, 'The icon did not load');
        await editor.shot(`found-${colorScheme}`);
        await editor.showActions();
        await page.getByText('On contact created', { exact: true }).waitFor();
        await page.getByText('Delete contact', { exact: true }).waitFor();
        await editor.shot(`actions-${colorScheme}`);
      }
      await page.emulateMedia({ colorScheme: 'light' });
    },
  },
  {
    name: 'The credential is made in its form: a wrong secret is told, the right one is good',
    async run({ editor, stage }) {
      const { page } = editor;
      const { sandbox } = await stage.center({ contacts: 8 });
      await stage.rest.deleteCredentials();
      await editor.emptyCanvas();
      await editor.addKoreContact('Delete contact');
      await editor.shot('no-credential');
      await editor.at('node-credentials-slot').getByRole('button').first().click();
      await editor.at('editCredential-modal').waitFor();
      await editor.shot('credential-empty');
      for (const field of ['host', 'accountId', 'streamId', 'clientId'] as const) {
        await editor.fill(field, sandbox.credential[field]);
      }
      await editor.fill('secret', 'not the secret');
      await editor.at('credential-save-button').click();
      await page.getByText('Couldn’t connect with these settings').waitFor();
      await page.getByText('More details').click();
      await page.getByText('Kore.ai refused the token (401)').first().waitFor();
      await editor.shot('credential-wrong-secret');
      await editor.fill('secret', sandbox.credential.secret);
      await editor.shot('credential-filled');
      await editor.at('credential-save-button').click();
      // A good credential closes its form; opened again, it is tested again.
      await editor.at('editCredential-modal').waitFor({ state: 'hidden' });
      await editor.at('credential-edit-button').click();
      await page.getByText('Connection tested successfully').waitFor();
      await editor.shot('credential-good');
    },
  },
  {
    name: 'The first deletion, as the README has it, takes eight clicks',
    async run({ editor, stage }) {
      const { sandbox } = await stage.center({ contacts: 8 });
      const [first] = sandbox.contacts;
      assert.ok(first);
      await stage.rest.deleteCredentials();
      await editor.emptyCanvas();
      const clicks = await editor.countClicks();
      await editor.page.keyboard.press('n');
      await editor.at('node-creator-search-bar').fill('kore contact');
      await editor.chooseAction('Delete contact');
      await editor.at('node-credentials-slot').getByText('Connect to Kore').click();
      await editor.at('editCredential-modal').waitFor();
      for (const field of ['host', 'accountId', 'streamId', 'clientId', 'secret'] as const) {
        await editor.fill(field, sandbox.credential[field]);
      }
      await editor.at('credential-save-button').click();
      await editor.at('editCredential-modal').waitFor({ state: 'hidden' });
      await editor.at('rlc-input').click();
      await editor.at('rlc-item').getByText(first.fullName).click();
      await editor.execute();
      const output = editor.at('output-panel');
      await output.getByText('1 item', { exact: true }).waitFor();
      assert.equal(await clicks(), 8);
      assert.equal(sandbox.find(first.id)?.status, 'INACTIVE');
      const panel = await output.boundingBox();
      assert.ok(panel);
      for (const column of ['id', 'deleted']) {
        const header = await output.locator('th').getByText(column, { exact: true }).boundingBox();
        assert.ok(header);
        assert.ok(header.x + header.width <= panel.x + panel.width, `${column} is out of sight`);
      }
      await editor.shot('first-deletion');
    },
  },
  {
    name: 'A contact is picked by searching and deleted',
    async run({ editor, stage }) {
      const { sandbox } = await stage.center({ contacts: 25 });
      const wanted = sandbox.contacts[17];
      assert.ok(wanted);
      await editor.emptyCanvas();
      await editor.addKoreContact('Delete contact');
      await editor.shot('delete');
      await editor.at('rlc-input').click();
      await editor.at('rlc-item').first().waitFor();
      await editor.shot('list');
      await editor.at('rlc-search').fill(wanted.lastName);
      await editor.page.waitForFunction(
        (name) =>
          [...document.querySelectorAll('[data-test-id="rlc-item"]')].every((item) =>
            item.textContent?.includes(name),
          ),
        wanted.lastName,
      );
      await editor.shot('list-searched');
      await editor.at('rlc-item').getByText(wanted.fullName).click();
      await editor.execute();
      const output = editor.at('output-panel');
      await output.getByText('1 item', { exact: true }).waitFor();
      await editor.shot('deleted-table');
      await output.getByText('JSON', { exact: true }).click();
      await output.getByText('INACTIVE').waitFor();
      await editor.shot('deleted-json');
      assert.equal(sandbox.find(wanted.id)?.status, 'INACTIVE');
      await editor.at('ndv-close-button').click();
      await editor.shot('canvas');
    },
  },
  {
    name: 'A missing contact is told in the output pane',
    async run({ editor, stage }) {
      const { credential } = await stage.center({ contacts: 3 });
      const workflow = await stage.rest.createWorkflow(
        inLine('Missing', [
          manual,
          koreNode(credential, {
            operation: 'delete',
            contactId: { __rl: true, mode: 'id', value: MISSING },
          }),
        ]),
      );
      await editor.openWorkflow(workflow.id);
      await editor.openNode('Kore Contact');
      await editor.execute();
      const output = editor.at('output-panel');
      await output.getByText(MISSING).first().waitFor();
      await editor.shot('missing');
    },
  },
  {
    name: 'A Sync shows its plan, and what a guard refuses',
    async run({ editor, stage }) {
      const { credential, sandbox } = await stage.center({ contacts: 20 });
      const items = sandbox.contacts.slice(0, 16).map((contact, place) => ({
        firstName: contact.firstName,
        lastName: place === 2 ? 'Changed' : contact.lastName,
        salutation: contact.salutation,
        phoneNumber: contact.cellPhone.phoneNumber,
      }));
      items.unshift({
        firstName: 'Ada',
        lastName: 'Lovelace',
        salutation: 'Mrs',
        phoneNumber: '+44 20 7946 0321',
      });
      const sync = async (name: string, list: typeof items, options: IDataObject) =>
        await stage.rest.createWorkflow(
          inLine(
            name,
            [
              manual,
              koreNode(credential, {
                operation: 'sync',
                ...fromItem,
                notInInput: 'delete',
                options: options as INodeParameters,
              }),
            ],
            list,
          ),
        );
      const plan = await sync('A plan', items, { dryRun: true, output: 'changes' });
      const refused = await sync('A refusal', items.slice(0, 6), {});
      const { page } = editor;
      const output = editor.at('output-panel');
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await editor.openWorkflow(plan.id);
        await editor.openNode('Kore Contact');
        await editor.execute();
        await output.getByText('6 items', { exact: true }).waitFor();
        await editor.shot(`sync-plan-${colorScheme}`);
        await editor.openWorkflow(refused.id);
        await editor.openNode('Kore Contact');
        await editor.execute();
        await output
          .getByText(/'Maximum Share of Deletions' allows 30 %/)
          .first()
          .waitFor();
        await editor.shot(`sync-refused-${colorScheme}`);
      }
      await page.emulateMedia({ colorScheme: 'light' });
      assert.ok(sandbox.requests.every(({ method }) => method === 'GET'));
    },
  },
  {
    name: 'An HTTP Request node lists queues with the credential',
    async run({ editor, stage }) {
      const center = await stage.center({ contacts: 3 });
      const workflow = await stage.rest.createWorkflow(
        inLine('Queues', [manual, queuesNode(center)]),
      );
      await editor.openWorkflow(workflow.id);
      await editor.openNode('HTTP Request');
      await editor.execute();
      await editor.at('output-panel').getByText('Billing').waitFor();
      await editor.shot('queues');
    },
  },
  {
    name: 'Each operation shows its own fields and no others',
    async run({ editor, stage }) {
      await stage.center({ contacts: 3 });
      await editor.emptyCanvas();
      await editor.addKoreContact('Delete contact');
      await editor.at('parameter-input-operation').click();
      await editor.shot('operations');
      await editor.page.keyboard.press('Escape');
      for (const [operation, labels] of Object.entries(expectedFields)) {
        await editor.choose('operation', operation);
        await editor.page.waitForTimeout(300);
        await editor.shot(`fields-${operation.toLowerCase().replace(/\W+/g, '-')}`);
        assert.deepEqual(await editor.labels(), ['Resource', 'Operation', ...labels], operation);
      }
    },
  },
];
