import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { KoreContact } from '../../../nodes/KoreContact/KoreContact.node';
import codex from '../../../nodes/KoreContact/KoreContact.node.json';
import { finish, inputFor, outputOf, sandboxWith } from '../helpers';

const { description } = new KoreContact();

/** The fields that the editor shows for an operation. */
function fieldsOf(operation: string, more = {}): INodeProperties[] {
  const values = { resource: 'contact', operation, ...more };
  return description.properties.filter((property) =>
    NodeHelpers.displayParameter(values, property, { typeVersion: 1 }, description),
  );
}

const fieldOf = (operation: string, name: string) =>
  fieldsOf(operation).find((field) => field.name === name)!;

describe('What the panels say', () => {
  it('of Create or Update: that it matches by phone number, which comes first', () => {
    const [, operation, first] = fieldsOf('upsert');
    const upsert = operation?.options?.find((one) => 'value' in one && one.value === 'upsert');
    expect(upsert).toMatchObject({ description: expect.stringContaining('matched by phone') });
    expect(first).toMatchObject({
      name: 'phoneNumber',
      required: true,
      description: expect.stringContaining('The contact that has this number is updated'),
    });
  });

  it('of Items as Rows: which fields an item has', () => {
    const notice = fieldsOf('importCsv', { inputMode: 'items' }).find(
      ({ type }) => type === 'notice',
    );
    for (const name of ['firstName', 'lastName', 'salutation', 'phone']) {
      expect(notice?.displayName).toContain(name);
    }
    expect(fieldsOf('importCsv', { inputMode: 'binary' }).map(({ type }) => type)).not.toContain(
      'notice',
    );
  });

  it('of the contact: By Phone, and a message without signs that the editor takes out', () => {
    const modes = fieldOf('delete', 'contactId').modes as INodePropertyMode[];
    expect(modes.map(({ name, displayName }) => [name, displayName])).toEqual([
      ['list', 'From List'],
      ['id', 'By ID'],
      ['phone', 'By Phone'],
    ]);
    expect(JSON.stringify(modes[1]?.validation)).toContain(
      'only letters, digits, underscore and hyphen',
    );
  });

  it('of Delete Many: an ID, since From List picks one contact for all items', () => {
    expect(fieldOf('deleteMany', 'contactId').default).toEqual({ mode: 'id', value: '' });
    expect(fieldOf('delete', 'contactId').default).toEqual({ mode: 'list', value: '' });
  });

  it('of Delete, before it is run: that Delete Many is faster', () => {
    const [hint, ...others] = description.hints ?? [];
    expect(others).toEqual([]);
    expect(hint).toMatchObject({
      message: expect.stringContaining("'Delete Many' deletes a hundred contacts in one request"),
      whenToDisplay: 'beforeExecution',
      location: 'outputPane',
      displayCondition:
        '={{ $parameter["operation"] === "delete" && $input.all().length > 60 && $parameter["options"]["dryRun"] !== true }}',
    });
  });
});

it.each(['kore ai', 'delete contact', 'create contact', 'update contact', 'import csv'])(
  'The node is found by %s',
  (words) => {
    expect(codex.alias.map((alias) => alias.toLowerCase())).toContain(words);
  },
);

it.each(['call center', 'contact centre'])('The node is found by %s', (words) => {
  expect(codex.alias.map((alias) => alias.toLowerCase())).toContain(words);
});

describe('A phone number in By ID', () => {
  it.each(['+91 98765 43210', '(030) 123-456', '0043/1 12345', '+919876543210'])(
    'is told as one: %s',
    async (contactId) => {
      const sandbox = await sandboxWith({ contacts: 1 });
      const { error } = await finish(sandbox, { items: [{ contactId }] });
      expect(error?.message).toBe(`The contact ID '${contactId}' looks like a phone number`);
      expect(error?.description).toContain("Choose 'By Phone'");
      expect(sandbox.requests).toEqual([]);
    },
  );

  it('is none with letters, or with few digits', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    for (const contactId of ['a 98765 43210', '12 34']) {
      const { error } = await finish(sandbox, { items: [{ contactId }] });
      expect(error?.message).toContain('contains more than letters');
    }
  });
});

describe('An app that the option App (Stream) ID names', () => {
  it('is what a refusal is about first, and the credential second', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const items = inputFor(sandbox);
    const options = { streamId: 'st-00000000-0000-5000-8000-000000000000' };
    const { error } = await finish(sandbox, { items, options });
    expect(error?.message).toContain(
      "Kore.ai refused the app of the option 'App (Stream) ID', or the credential for it",
    );
    expect(error?.description).toContain("Check the option 'App (Stream) ID' first");
  });

  it('is not where it is that of the credential', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const options = { streamId: sandbox.credential.streamId };
    const run = { items: inputFor(sandbox), options };
    expect(outputOf(await finish(sandbox, run))).toMatchObject([{ deleted: true }]);
    sandbox.fault({ status: 401 });
    const { error } = await finish(sandbox, run);
    expect(error?.message).toContain('Kore.ai refused the credential');
    expect(error?.description).not.toContain("App (Stream) ID' first");
  });
});
