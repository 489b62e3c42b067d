import { failureInWords, failureOf } from '../../../../../nodes/shared/http/judge';
import { readResponse } from '../../../../../nodes/shared/http/message';

/** The contact that a call is about. */
const ID = '65f7d49a5dd06e2cefa12345';

const judge = (statusCode: number, body: unknown, contact?: string): string | undefined =>
  failureOf(
    readResponse({ statusCode, body: typeof body === 'string' ? body : JSON.stringify(body) }),
    contact,
  )?.kind;

/** Judges the answer to a call about one contact. */
const kindOf = (statusCode: number, body: unknown) => judge(statusCode, body, ID);

const path = `/agentassist/api/v1/public/st-1/contacts/${ID}`;

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
    [404, { statusCode: 404, error: 'Not Found', message: 'Contact not found' }],
    [404, { error: { code: 404 }, timestamp: '2026-01-31T00:00:00Z', path }],
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

/** What a service may say is missing while the contact is there. */
const others = [
  'App not found for this contact',
  'Stream not found while fetching contacts',
  'Workspace not found',
  'Invalid streamId: contacts collection does not exist',
  'Contact cannot be deleted: agent group not found',
  'Contact cannot be deleted: user not found',
  'No contact permission for this user',
  'Cannot delete contact: the account is inactive',
  'Contact has an open conversation whose queue does not exist',
  'Contact group not found',
  'Contact not found; Stream not found',
  'The owner of this contact was not found',
  'Something odd',
  'Contact deleted',
];

describe('words that can mean something else', () => {
  it.each(others)('are no missing contact: "%s"', (msg) => {
    for (const status of [400, 404, 410]) {
      expect(kindOf(status, { errors: [{ msg, code: status }] })).toBe('refused');
      expect(kindOf(status, msg)).toBe('refused');
    }
    expect(kindOf(409, { message: msg })).toBe('refused');
    expect(failureInWords(msg).kind).toBe('refused');
  });

  it.each([
    'default backend - 404',
    'Not Found',
    'Unable to identify proxy for host: secure and url: /x',
  ])('are none in the text of another server: "%s"', (text) => {
    expect(kindOf(404, text)).toBe('refused');
  });

  it('are none in a JSON that keeps its words elsewhere', () => {
    const fault = {
      faultstring: 'Unable to identify proxy for host: x',
      detail: { errorcode: 'y' },
    };
    expect(kindOf(404, { fault })).toBe('refused');
    expect(kindOf(404, { title: 'No such stream' })).toBe('refused');
  });
});

describe('a call that is about many contacts, or none', () => {
  it.each([
    '',
    {},
    { message: 'Not Found' },
    { code: 404 },
    'Not Found',
    { msg: 'Already deleted' },
  ])('is not told that one is missing by a 404 with %j', (body) => {
    expect(judge(404, body)).toBe('refused');
  });

  it.each(['Contact not found', `Contact ${ID} does not exist`])(
    'is told by words: "%s"',
    (msg) => {
      expect(judge(404, { errors: [{ msg }] })).toBe('missing');
    },
  );
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

it('an id of letters alone is no word of the sentence', () => {
  expect(judge(404, { message: "Contact 'nobody' was not found" }, 'nobody')).toBe('missing');
  expect(failureInWords('Contact nobody not found', 'nobody').kind).toBe('missing');
  expect(failureInWords('Contact group not found', 'nobody').kind).toBe('refused');
  expect(failureInWords('App not found', 'app').kind).toBe('refused');
  expect(failureInWords('Contact not found', 'a').kind).toBe('missing');
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
