import fc from 'fast-check';
import {
  createContacts,
  deleteContact,
  deleteContacts,
  importContacts,
  updateContact,
  updateContacts,
} from '../../../../../nodes/shared/api/calls';
import type { Client, Outcome } from '../../../../../nodes/shared/http/client';
import type { Call } from '../../../../../nodes/shared/http/message';
import { answered, scripted } from './lists';

const done = answered({ id: 'a' });

/** What a client is given to send, where it is asked for one call. */
async function sentBy(ask: (client: Client) => Promise<Outcome>): Promise<Call> {
  const client = scripted(() => done);
  expect(await ask(client)).toBe(done);
  const [call, ...more] = client.calls;
  expect(more).toEqual([]);
  if (call === undefined) throw new Error('Nothing was sent');
  return call;
}

/** The form with a file that is sent. */
async function formWith(csv: string): Promise<{ type: string; content: string }> {
  const { multipart } = await sentBy(async (client) => await importContacts(client, csv, 5));
  if (multipart === undefined) throw new Error('No form was sent');
  return multipart;
}

/** What a server makes of a form: Node.js reads it, with code that is not ours. */
async function read(csv: string): Promise<Array<[string, string, string, string]>> {
  const { content, type } = await formWith(csv);
  const form = await new Response(Buffer.from(content), {
    headers: { 'content-type': type },
  }).formData();
  return await Promise.all(
    [...form.entries()].map(async ([field, value]): Promise<[string, string, string, string]> => {
      if (typeof value === 'string') return [field, '', '', value];
      return [field, value.name, value.type, Buffer.from(await value.arrayBuffer()).toString()];
    }),
  );
}

describe('each call of the API', () => {
  const body = [{ firstName: 'Asha' }];

  it.each<[string, (client: Client) => Promise<Outcome>, Call]>([
    [
      'deletes one contact',
      (client) => deleteContact(client, 'c1', 5),
      { method: 'DELETE', path: ['contacts', 'c1'], contact: 'c1', timeout: 5 },
    ],
    [
      'deletes many',
      (client) => deleteContacts(client, ['c1', 'c2'], 5),
      {
        method: 'DELETE',
        path: ['contacts', 'bulk-delete'],
        body: { ids: ['c1', 'c2'] },
        timeout: 5,
      },
    ],
    [
      'creates some',
      (client) => createContacts(client, body, 5),
      { method: 'POST', path: ['contacts'], body, timeout: 5 },
    ],
    [
      'updates one',
      (client) => updateContact(client, 'c1', body, 5),
      { method: 'PUT', path: ['contacts', 'c1'], contact: 'c1', body, timeout: 5 },
    ],
    [
      'updates many',
      (client) => updateContacts(client, body, 5),
      { method: 'PUT', path: ['contacts', 'bulk-update'], body, timeout: 5 },
    ],
    [
      'imports a file',
      (client) => importContacts(client, 'a,b', 5),
      {
        method: 'POST',
        path: ['contacts', 'import-contacts'],
        multipart: { type: expect.any(String), content: expect.any(String) },
        timeout: 5,
      },
    ],
  ])('%s', async (_, ask, call) => {
    expect(await sentBy(ask)).toEqual(call);
  });
});

describe('a form with a file', () => {
  it('is read as one file with its field, name, type and content', async () => {
    expect(await read('a,b\r\n1,2\r\n')).toEqual([
      ['result_file', 'contacts.csv', 'text/csv', 'a,b\r\n1,2\r\n'],
    ]);
  });

  it('keeps every character of the file, whatever it looks like', async () => {
    const content = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .array(
          fc.constantFrom('\r\n', '--', '----n8n-', '"', ';', 'Content-Type: x', '\ufeff', '', 'é'),
        )
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(content, async (text) => {
        expect(await read(text)).toEqual([['result_file', 'contacts.csv', 'text/csv', text]]);
      }),
      { numRuns: 300 },
    );
  });

  it('has a boundary of its own each time, as the content type says it', async () => {
    const forms = await Promise.all(Array.from({ length: 50 }, async () => await formWith('x')));
    expect(new Set(forms.map(({ type }) => type)).size).toBe(50);
    for (const { content, type } of forms) {
      const boundary = /^multipart\/form-data; boundary=([\w-]{1,70})$/.exec(type)?.[1];
      expect(boundary).toBeDefined();
      expect(content.startsWith(`--${boundary}\r\n`)).toBe(true);
      expect(content.endsWith(`\r\n--${boundary}--\r\n`)).toBe(true);
    }
  });

  it('has only CRLF between its parts', async () => {
    const { content } = await formWith('x');
    expect(content.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    expect(content.split('\r\n').slice(1, 4)).toEqual([
      'Content-Disposition: form-data; name="result_file"; filename="contacts.csv"',
      'Content-Type: text/csv',
      '',
    ]);
  });
});
