import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { KoreContact } from '../../../nodes/KoreContact/KoreContact.node';
import { KoreApi } from '../../../credentials/KoreApi.credentials';
import { runNode } from '../../engine';
import { sandboxWith, tested } from '../helpers';

const { description } = new KoreContact();
const operationField = description.properties.find(({ name }) => name === 'operation');
const operations = (operationField?.options ?? []) as Array<{
  name: string;
  value: string;
  action: string;
}>;

/** The fields that the editor shows for an operation. */
function shownFor(operation: string): INodeProperties[] {
  const values: INodeParameters = { resource: 'contact', operation };
  return description.properties.filter((property) =>
    NodeHelpers.displayParameter(values, property, { typeVersion: 1 }, description),
  );
}

/** Every text that a person reads in a field and below it. */
function textsOf(property: INodeProperties): string[] {
  const own = [
    property.displayName,
    property.description ?? '',
    property.placeholder ?? '',
    property.hint ?? '',
  ];
  const options = (property.options ?? []) as INodeProperties[];
  return [...own, ...options.flatMap((option) => ('type' in option ? textsOf(option) : []))];
}

describe('What the editor shows', () => {
  it.each(operations.map(({ name, value }) => [name, value]))(
    '%s has fields of its own, its name on the canvas, and something behind it',
    async (name, value) => {
      expect(shownFor(value).map((field) => field.name)).toEqual(
        expect.arrayContaining(['resource', 'operation', 'options']),
      );
      expect(description.subtitle).toContain(`${value}: "${name}"`);
      const sandbox = await sandboxWith({ contacts: 1 });
      const { error } = await runNode({
        tested,
        credential: { ...sandbox.credential },
        parameters: {
          operation: value,
          contactId: { __rl: true, mode: 'id', value: 'someone' },
          firstName: 'Asha',
          lastName: 'Rao',
          salutation: 'Mrs',
          phoneNumber: '+91 98765 43210',
          updateFields: { firstName: 'Asha' },
          inputMode: 'items',
        },
        items: [
          { firstName: 'Asha', lastName: 'Rao', salutation: 'Mrs', phone: '+91 98765 43210' },
        ],
      });
      expect(error?.message ?? '').not.toContain('is not known');
      expect(sandbox.requests.length).toBeGreaterThan(0);
    },
  );

  it('lists operations and options by name', () => {
    for (const list of [operations, ...shownFor('delete').map(({ options }) => options ?? [])]) {
      const names = list.map((entry) => ('displayName' in entry ? entry.displayName : entry.name));
      expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
    }
  });

  it('shows the secret for HS algorithms and the key for RS algorithms', () => {
    const { properties } = new KoreApi();
    const shown = (algorithm: string) =>
      properties
        .filter((field) => NodeHelpers.displayParameter({ algorithm }, field, null, null))
        .map(({ name }) => name);
    expect(shown('HS512')).toContain('secret');
    expect(shown('HS512')).not.toContain('privateKey');
    expect(shown('RS256')).toContain('privateKey');
    expect(shown('RS256')).not.toContain('secret');
  });

  it('describes every field of the credential', () => {
    for (const { displayName, description: text } of new KoreApi().properties) {
      expect([displayName, (text ?? '').length > 30]).toEqual([displayName, true]);
    }
  });

  it('says nothing twice and leaves no text empty or unfinished', () => {
    const texts = description.properties.flatMap(textsOf).filter((text) => text !== '');
    for (const text of texts) expect(text).not.toMatch(/TODO|undefined|\s$|^\s/);
  });

  it('tells of an operation that this version does not know', async () => {
    const sandbox = await sandboxWith({ contacts: 1 });
    const { error } = await runNode({
      tested,
      credential: { ...sandbox.credential },
      parameters: { operation: 'purge' },
      items: [{}],
    });
    expect(error?.message).toBe("The operation 'purge' is not known");
    expect(sandbox.requests).toEqual([]);
  });
});
