import { create, upsert } from '../contactHelpers';
import { outputOf, sandboxWith } from '../helpers';
import { HEADER, importFiles, importItems } from './helpers';

const options = { defaultSalutation: 'Mx' };
const asha = {
  firstName: 'Asha',
  lastName: 'Rao',
  salutation: '',
  phoneNumber: '+91 98765 43210',
  countryCode: '',
};
const ravi = { ...asha, firstName: 'Ravi', salutation: 'Mr', phoneNumber: '+91 98765 43211' };

describe('Default Salutation', () => {
  it.each([
    ['Create', create],
    ['Create or Update', upsert],
  ])('is for contacts that have none: %s', async (_, run) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const finished = await run(sandbox, { items: [asha, ravi], options });
    expect(finished.error?.message).toBeUndefined();
    expect(sandbox.contacts.map(({ salutation }) => salutation)).toEqual(['Mx', 'Mr']);
  });

  it('leaves the salutation of a contact that has one', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const cellPhone = { phoneNumber: '+919876543210', countryCode: '+91', extension: '+' };
    sandbox.add({ firstName: 'Asha', lastName: 'Old', salutation: 'Dr', cellPhone });
    await upsert(sandbox, { items: [asha], options });
    expect(sandbox.contacts[0]).toMatchObject({ lastName: 'Rao', salutation: 'Dr' });
  });

  it('is for lines of a file and for items that are rows', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    await importFiles(sandbox, ['First Name,Last Name,Phone\nA,B,+91 98765 43210'], { options });
    await importItems(sandbox, [{ Name: 'Tom Hill', mobile: '+91 98765 43211' }], { options });
    expect(sandbox.contacts.map(({ salutation }) => salutation)).toEqual(['Mx', 'Mx']);
  });

  it('is told of where a salutation is missing', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const { error } = await create(sandbox, { items: [asha] });
    expect(error?.message).toContain("lacks 'Salutation'");
    expect(error?.description).toContain("the option 'Default Salutation'");
    const file = await importFiles(sandbox, ['First Name,Last Name,Title,Phone\nA,B,CEO,+911']);
    expect(file.error?.message).toContain(
      "The file has no column for 'Salutation': its columns are",
    );
    expect(file.error?.description).toContain("'Title' has jobs, such as 'CEO'");
    expect(sandbox.requests).toEqual([]);
  });

  it('is refused where it is no text', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const { error } = await create(sandbox, { items: [asha], options: { defaultSalutation: 5 } });
    expect(error?.message).toBe("The option 'Default Salutation' is '5', which is no text");
  });
});

describe('The column Title', () => {
  it('has salutations only where all of them are, for items as well', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const rows = ['Mrs', 'VP Sales'].map((Title, i) => ({
      'First Name': 'Asha',
      'Last Name': 'Rao',
      Title,
      Phone: `+91 98765 4321${i}`,
    }));
    const finished = await importItems(sandbox, rows, { options });
    expect(outputOf(finished).map(({ salutation }) => salutation)).toEqual(['Mx', 'Mx']);
  });

  it('is not looked at where a better column is', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    await importFiles(sandbox, [`${HEADER},Title\nAsha,Rao,Mrs,9876543210,+91,+,CEO`]);
    expect(sandbox.contacts[0]?.salutation).toBe('Mrs');
  });
});
