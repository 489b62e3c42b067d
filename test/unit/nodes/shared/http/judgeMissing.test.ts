import { failureInWords, failureOf } from '../../../../../nodes/shared/http/judge';
import { readResponse } from '../../../../../nodes/shared/http/message';

const kindOf = (statusCode: number, body: unknown): string | undefined =>
  failureOf(
    readResponse({ statusCode, body: typeof body === 'string' ? body : JSON.stringify(body) }),
  )?.kind;

const path = '/agentassist/api/v1/public/st-1/contacts/65f7d49a5dd06e2cefa12345';

describe('a contact that Kore.ai does not have is missing', () => {
  it.each([
    'Contact not found',
    'contact does not exist',
    "Contact doesn't exist",
    'No contact with this id',
    'No contacts found',
    'Could not find contact 65f7',
    "Couldn't find the contact",
    'Cannot find contact',
    'The contact is inactive',
    'Contact is already deleted',
    'Contact has already been removed',
    'Contact not found in this account',
    'Contact 65f7 not found for streamId st-1',
    'Record not found',
    'Not found',
    'Already deleted',
    'No such record',
  ])('when it says "%s", with whatever status', (msg) => {
    for (const status of [200, 400, 404, 410, 412]) {
      expect(kindOf(status, { errors: [{ msg, code: status === 200 ? 400 : status }] })).toBe(
        'missing',
      );
    }
  });

  it.each([
    [404, ''],
    [404, {}],
    [410, ''],
    [400, { code: 404, message: '' }],
    [412, { errors: [{ code: 404 }] }],
    [404, { message: 'Something odd' }],
  ])('when status or code say so: %i %j', (status, body) => {
    expect(kindOf(status, body)).toBe('missing');
  });
});

describe('something else that is missing is no missing contact', () => {
  it.each([
    'Invalid StreamId',
    'StreamId not found',
    'Stream not found',
    'stream id does not exist',
    'Bot not found',
    'App not found',
    'Application not found',
    'Account not found',
    'accountId does not exist',
    'Account is inactive',
    'Organization not found',
    'Organisation does not exist',
    'User not found',
    'No such tenant',
    'Route not found',
    'URL not found',
    'API endpoint does not exist',
    '404 page not found',
    'Could not find host',
    'Cannot DELETE /agentassist/api/v1/public/st-1/contacts/65f7',
  ])('when it says "%s", with whatever status', (msg) => {
    for (const status of [400, 404, 412]) {
      expect(kindOf(status, { errors: [{ msg, code: status }] })).toBe('refused');
    }
  });

  it.each([
    'Contact Center instance not found',
    'The account has no Contact Center: app not found',
    'Stream not found, please contact support',
    'Route not found. Contact your administrator.',
  ])('though its words have "contact" in another sense: "%s"', (msg) => {
    expect(kindOf(404, { errors: [{ msg, code: 404 }] })).toBe('refused');
  });

  it.each([
    // As Express, NestJS, Fastify and Kong write it.
    `Cannot DELETE ${path}`,
    { message: `Cannot DELETE ${path}`, error: 'Not Found', statusCode: 404 },
    { message: `Route DELETE:${path} not found`, error: 'Not Found', statusCode: 404 },
    { message: 'no Route matched with those values' },
    { message: `The requested URL ${path} was not found on this server.` },
  ])('though the path that has no route is a path of contacts: %j', (body) => {
    expect(kindOf(404, body)).toBe('refused');
  });
});

describe('what is refused for another reason is not missing', () => {
  it.each([
    'Validation errors/ Invalid arguments',
    'Contact id is not valid',
    'Contact is locked',
    'Contact cannot be deleted',
    'Contact is in use by a campaign',
    'Contact already exists',
  ])('when it says "%s"', (msg) => {
    expect(kindOf(412, { errors: [{ msg, code: 412 }] })).toBe('refused');
    expect(kindOf(200, { errors: [{ msg, code: 412 }] })).toBe('refused');
  });

  it.each([401, 403])('when the credential is refused, with status %i', (status) => {
    expect(kindOf(status, { error: 'Contact not found' })).toBe('unauthorized');
  });

  it.each([500, 502, 503, 504])('when Kore.ai could not answer, with status %i', (status) => {
    expect(kindOf(status, { error: 'Contact not found' })).toBe('unavailable');
  });
});

describe('a record of a bulk call, of which only words are said', () => {
  it.each([
    ['Contact not found', 'missing'],
    ['not found', 'missing'],
    ['already deleted', 'missing'],
    ['Stream not found', 'refused'],
    ['Contact is locked', 'refused'],
    ['', 'refused'],
  ])('"%s" is %s', (words, kind) => {
    expect(failureInWords(words)).toEqual({ kind, words });
  });
});
