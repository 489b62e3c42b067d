import assert from 'node:assert/strict';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Case } from '../lib/cases';
import { base, byId, fromItem, names } from '../lib/flow';
import { outputOf, type Stage } from '../lib/stage';

const person = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  salutation: 'Mrs',
  phoneNumber: '+44 20 7946 0321',
  countryCode: '',
  extension: '+',
};

/** A workflow's items for contacts of the sandbox. */
function itemsFor(contacts: Array<{ id: string }>) {
  return contacts.map(({ id }) => ({ contactId: id }));
}

/** Every operation, once. */
export const operations: Array<Case<Stage>> = [
  {
    name: 'Delete deletes each item’s contact, in order',
    async run(stage) {
      const center = await stage.center({ contacts: 5 });
      const [a, b, c] = center.sandbox.contacts;
      assert.ok(a && b && c);
      const execution = await stage.run(center, {
        parameters: { operation: 'delete', contactId: byId },
        items: itemsFor([c, a, b]),
      });
      assert.equal(execution.status, 'success');
      const output = outputOf(execution, names.ok);
      assert.deepEqual(
        output.map(({ id, status, deleted }) => ({ id, status, deleted })),
        [c, a, b].map(({ id }) => ({ id, status: 'INACTIVE', deleted: true })),
      );
      assert.equal(center.sandbox.contacts.filter(({ status }) => status === 'ACTIVE').length, 2);
    },
  },
  {
    name: 'Delete Many deletes them together',
    async run(stage) {
      const center = await stage.center({ contacts: 30 });
      const execution = await stage.run(center, {
        parameters: { operation: 'deleteMany', contactId: byId },
        items: itemsFor(center.sandbox.contacts.slice(0, 20)),
      });
      assert.equal(execution.status, 'success');
      assert.equal(outputOf(execution, names.ok).length, 20);
      assert.equal(center.sandbox.requests.length, 1);
      assert.equal(center.sandbox.contacts.filter(({ status }) => status === 'ACTIVE').length, 10);
    },
  },
  {
    name: 'Create creates a contact',
    async run(stage) {
      const center = await stage.center({ contacts: 1 });
      const execution = await stage.run(center, {
        parameters: { operation: 'create', ...person },
      });
      assert.equal(execution.status, 'success');
      const [created] = outputOf(execution, names.ok);
      assert.equal(center.sandbox.find(String(created?.['id']))?.fullName, 'Ada Lovelace');
    },
  },
  {
    name: 'Create or Update creates one contact, and then updates it',
    async run(stage) {
      const center = await stage.center({ contacts: 1 });
      const first = await stage.run(center, { parameters: { operation: 'upsert', ...person } });
      assert.equal(first.status, 'success');
      const second = await stage.run(center, {
        parameters: { operation: 'upsert', ...person, lastName: 'King' },
      });
      assert.equal(second.status, 'success');
      assert.equal(outputOf(first, names.ok)[0]?.['id'], outputOf(second, names.ok)[0]?.['id']);
      assert.equal(center.sandbox.contacts.length, 2);
      assert.equal(center.sandbox.contacts[1]?.lastName, 'King');
    },
  },
  {
    name: 'Get gets one contact by its phone number',
    async run(stage) {
      const center = await stage.center({ contacts: 3 });
      const wanted = center.sandbox.contacts[1];
      assert.ok(wanted);
      const contactId = { __rl: true, mode: 'phone', value: wanted.cellPhone.phoneNumber };
      const execution = await stage.run(center, { parameters: { operation: 'get', contactId } });
      assert.equal(execution.status, 'success');
      assert.equal(outputOf(execution, names.ok)[0]?.['id'], wanted.id);
    },
  },
  {
    name: 'Get Many gets all contacts',
    async run(stage) {
      const center = await stage.center({ contacts: 230 });
      const execution = await stage.run(center, {
        parameters: { operation: 'getAll', returnAll: true, simplify: true, filters: {} },
      });
      assert.equal(execution.status, 'success');
      assert.deepEqual(
        outputOf(execution, names.ok).map(({ id }) => id),
        center.sandbox.contacts.map(({ id }) => id),
      );
    },
  },
  {
    name: 'Import From CSV imports a file that n8n made',
    async run(stage) {
      const center = await stage.center({ contacts: 1 });
      const execution = await stage.run(center, {
        before: [base('File', 'convertToFile', 1.1, { operation: 'csv', options: {} })],
        items: ['201', '202', '203'].map((end) => ({
          firstName: 'Grace',
          lastName: `Hopper, the ${end}th`,
          salutation: 'Ms',
          cellPhoneNumber: `2025550${end}`,
          cellPhoneCountryCode: '+1',
        })),
        parameters: { operation: 'importCsv', inputMode: 'binary', binaryPropertyName: 'data' },
      });
      assert.equal(execution.status, 'success');
      assert.equal(outputOf(execution, names.ok).length, 3);
      assert.equal(center.sandbox.contacts[3]?.lastName, 'Hopper, the 203th');
    },
  },
  {
    name: 'Sync shows in a dry run what it does in a run, and does nothing in a second one',
    async run(stage) {
      const center = await stage.center({ contacts: 4 });
      const { sandbox } = center;
      const [same, changed] = sandbox.contacts;
      assert.ok(same && changed);
      const itemOf = ({ firstName, lastName, salutation, cellPhone }: typeof same) => ({
        ...{ firstName, lastName, salutation },
        phoneNumber: cellPhone.phoneNumber,
      });
      const items = [itemOf(same), { ...itemOf(changed), lastName: 'Changed' }, person];
      const sync = async (options: IDataObject) => {
        const parameters = { operation: 'sync', ...fromItem, notInInput: 'delete', options };
        const execution = await stage.run(center, {
          parameters: parameters as INodeParameters,
          items,
        });
        assert.equal(execution.status, 'success');
        return outputOf(execution, names.ok).map((item) => item['sync']);
      };
      const would = ['unchanged', 'updated', 'created', 'deleted', 'deleted'];
      assert.deepEqual(await sync({ dryRun: true }), would);
      assert.deepEqual(new Set(sandbox.requests.map(({ method }) => method)), new Set(['GET']));
      assert.deepEqual(await sync({}), would);
      const active = sandbox.contacts.filter(({ status }) => status === 'ACTIVE');
      assert.deepEqual(
        active.map(({ lastName }) => lastName),
        [same.lastName, 'Changed', person.lastName],
      );
      sandbox.clearRequests();
      assert.deepEqual(await sync({}), Array<string>(3).fill('unchanged'));
      assert.deepEqual(new Set(sandbox.requests.map(({ method }) => method)), new Set(['GET']));
    },
  },
  {
    name: 'Update changes one field and keeps the others',
    async run(stage) {
      const center = await stage.center({ contacts: 2 });
      const contact = center.sandbox.contacts[0];
      assert.ok(contact);
      const before = { ...contact };
      const execution = await stage.run(center, {
        parameters: {
          operation: 'update',
          contactId: { __rl: true, mode: 'id', value: contact.id },
          updateFields: { lastName: 'Changed' },
        },
      });
      assert.equal(execution.status, 'success');
      const after = center.sandbox.find(contact.id);
      assert.equal(after?.lastName, 'Changed');
      assert.equal(after?.firstName, before.firstName);
      assert.equal(after?.cellPhone.phoneNumber, before.cellPhone.phoneNumber);
    },
  },
];
