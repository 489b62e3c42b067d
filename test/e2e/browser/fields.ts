const contact = [
  'First Name',
  'Last Name',
  'Salutation',
  'Phone Number',
  'Country Code',
  'Dialing Prefix',
];

/** Each operation, and the labels that a person sees for it below Operation, from top to bottom. */
export const expectedFields: Record<string, string[]> = {
  Create: [...contact, 'Options'],
  'Create or Update': [...contact, 'Options'],
  Delete: ['Contact', 'Options'],
  'Delete Many': ['Contact', 'Options'],
  Get: ['Contact', 'Options'],
  'Get Many': ['Return All', 'Limit', 'Simplify', 'Filters', 'Options'],
  'Import From CSV': ['Input Mode', 'Input Binary Field', 'Options'],
  Update: ['Contact', 'Update Fields', 'Options'],
};
