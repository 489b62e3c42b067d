const contact = [
  'First Name',
  'Last Name',
  'Salutation',
  'Phone Number',
  'Country Code',
  'Dialing Prefix',
];

/** The number comes first where contacts are matched by it. */
const contactToMerge = [
  'Phone Number',
  'Country Code',
  'First Name',
  'Last Name',
  'Salutation',
  'Dialing Prefix',
];

/** Each operation, and the labels that a person sees for it below Operation, from top to bottom. */
export const expectedFields: Record<string, string[]> = {
  Create: [...contact, 'Options'],
  'Create or Update': [...contactToMerge, 'Options'],
  Delete: ['Contact', 'Options'],
  'Delete Many': ['Contact', 'Options'],
  Get: ['Contact', 'Simplify', 'Options'],
  'Get Many': ['Return All', 'Limit', 'Simplify', 'Filters', 'Options'],
  'Import From CSV': ['Input Mode', 'Input Binary Field', 'Options'],
  Sync: [...contactToMerge, 'Contacts Not in the Input', 'Options'],
  Update: ['Contact', 'Update Fields', 'Options'],
};
