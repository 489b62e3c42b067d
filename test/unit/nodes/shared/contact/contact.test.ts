import fc from 'fast-check';
import { asContact, isDeleted, nameOf, told } from '../../../../../nodes/shared/contact/contact';
import deleted from '../../../../sandbox/fixtures/delete.response.json';
import updatedMany from '../../../../sandbox/fixtures/bulk-update.response.json';

describe('a record of Kore.ai', () => {
  it('is a contact, field for field, where it has an id', () => {
    expect(asContact(deleted)).toEqual(deleted);
  });

  it('has its id in id, where Kore.ai calls it _id', () => {
    const record = updatedMany.successfulRecords[0]?.contact as { _id: string };
    const contact = asContact(record);
    expect(contact?.id).toBe(record._id);
    expect(contact).not.toHaveProperty('_id');
  });

  it('keeps id where both are there', () => {
    expect(asContact({ id: 'a', _id: 'b', x: 1 })).toEqual({ id: 'a', x: 1 });
  });

  it('comes out with all its fields, whatever they are called, behind its id and what is said of it', () => {
    const record = JSON.parse('{"a": 1, "__proto__": {"b": 2}, "id": "x"}') as { id: string };
    const item = told({ id: 'x', deleted: true }, record);
    expect(JSON.stringify(item)).toBe('{"id":"x","deleted":true,"a":1,"__proto__":{"b":2}}');
  });

  it('is not changed by reading it', () => {
    const record = Object.freeze({ _id: 'a' });
    expect(asContact(record)).toEqual({ id: 'a' });
    expect(record).toEqual({ _id: 'a' });
  });

  it.each([
    ...[undefined, null, 'a', 1, [], [{ id: 'a' }], {}, { id: '' }, { id: null }, { id: 5 }],
    ...[{ _id: '' }, { id: {} }, { firstName: 'Asha' }],
  ])('is no contact where it has no id as text: %j', (record) => {
    expect(asContact(record)).toBeUndefined();
  });

  it('never makes it throw', () => {
    fc.assert(
      fc.property(fc.anything(), (record) => {
        expect(typeof (asContact(record)?.id ?? '')).toBe('string');
      }),
    );
  });
});

describe('a deleted contact', () => {
  it('is one whose status is INACTIVE, in any case', () => {
    expect(isDeleted(deleted)).toBe(true);
    expect(isDeleted({ status: 'inactive' })).toBe(true);
  });

  it.each([{}, { status: 'ACTIVE' }, { status: '' }, { status: null }, { status: ['INACTIVE'] }])(
    'is not one like %j',
    (contact) => {
      expect(isDeleted(contact)).toBe(false);
    },
  );
});

describe('the name of a contact', () => {
  it.each([
    [{ fullName: ' Asha Rao ', firstName: 'A', lastName: 'R' }, 'Asha Rao'],
    [{ fullName: '', firstName: 'Asha', lastName: 'Rao' }, 'Asha Rao'],
    [{ fullName: null, firstName: ' Asha', lastName: '' }, 'Asha'],
    [{ lastName: 'Rao' }, 'Rao'],
    [{ fullName: ' ', firstName: ' ', lastName: ' ' }, 'c1'],
    [{ fullName: { first: 'Asha' } }, 'c1'],
    [{}, 'c1'],
  ])('of %j is %s', (fields, name) => {
    expect(nameOf({ id: 'c1', ...fields })).toBe(name);
  });
});
