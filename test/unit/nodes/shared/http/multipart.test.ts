import fc from 'fast-check';
import { multipartWith } from '../../../../../nodes/shared/http/multipart';

const file = { field: 'result_file', name: 'contacts.csv', type: 'text/csv' };

/** What a server makes of a form: Node.js reads it, with code that is not ours. */
async function read(content: string): Promise<Array<[string, string, string, string]>> {
  const { body, contentType } = multipartWith({ ...file, content });
  const form = await new Response(Buffer.from(body), {
    headers: { 'content-type': contentType },
  }).formData();
  return await Promise.all(
    [...form.entries()].map(async ([field, value]): Promise<[string, string, string, string]> => {
      if (typeof value === 'string') return [field, '', '', value];
      return [field, value.name, value.type, Buffer.from(await value.arrayBuffer()).toString()];
    }),
  );
}

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

  it('has a boundary of its own each time, as the content type says it', () => {
    const forms = Array.from({ length: 50 }, () => multipartWith({ ...file, content: 'x' }));
    expect(new Set(forms.map(({ contentType }) => contentType)).size).toBe(50);
    for (const { body, contentType } of forms) {
      const boundary = /^multipart\/form-data; boundary=([\w-]{1,70})$/.exec(contentType)?.[1];
      expect(body.startsWith(`--${boundary}\r\n`)).toBe(true);
      expect(body.endsWith(`\r\n--${boundary}--\r\n`)).toBe(true);
    }
  });

  it('has only CRLF between its parts', () => {
    const { body } = multipartWith({ ...file, content: 'x' });
    expect(body.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    expect(body.split('\r\n').slice(1, 4)).toEqual([
      'Content-Disposition: form-data; name="result_file"; filename="contacts.csv"',
      'Content-Type: text/csv',
      '',
    ]);
  });
});
