import { decoded, encodingOf } from '../../../../../../nodes/shared/contact/file/encoding';

const readAs = (bytes: Uint8Array): unknown => {
  const steps = encodingOf(bytes);
  for (;;) {
    const step = steps.next();
    if (step.done !== true) continue;
    if (!step.value.ok) return step.value.problem;
    return [step.value.value, [...decoded(bytes, step.value.value)].join('')];
  }
};

const TEXT = 'Name,Phone\nJörg Müller,1\n';
const utf16 = (mark: string): Buffer => Buffer.from(`${mark}${TEXT}`, 'utf16le');

describe('the encoding of a file', () => {
  it.each([
    ['utf-8', Buffer.from(TEXT)],
    ['utf-8', Buffer.from(`\ufeff${TEXT}`)],
    ['utf-16le', utf16('\ufeff')],
    ['utf-16le', utf16('')],
    ['utf-16be', utf16('\ufeff').swap16()],
    ['utf-16be', utf16('').swap16()],
    ['windows-1252', Buffer.from(TEXT, 'latin1')],
    ['windows-1252', Buffer.concat([Buffer.from('a,b\n'), Buffer.from([0x80])])],
  ])('is found out: %s', (encoding, bytes) => {
    const [name, text] = readAs(bytes) as [string, string];
    expect(name).toBe(encoding);
    if (!bytes.includes(0x80)) expect(text).toBe(TEXT);
    else expect(text).toMatch(/€$/);
  });

  it('is found out to the last byte', () => {
    const long = Buffer.from('a,b\n'.repeat(50_000));
    expect((readAs(long) as string[])[0]).toBe('utf-8');
    expect((readAs(Buffer.concat([long, Buffer.from([0xe9])])) as string[])[0]).toBe(
      'windows-1252',
    );
  });

  it.each([
    ['Cyrillic letters', Buffer.from([0x41, 0xc8, 0xe2, 0xe0, 0xed])],
    ['a byte that stands for nothing', Buffer.from([0x41, 0x81, 0x42])],
    ['zeros', Buffer.from([0x41, 0, 0, 0xc3])],
  ])('is not guessed at: %s', (_, bytes) => {
    expect(readAs(bytes)).toBe('is not UTF-8, UTF-16 or Windows-1252 text');
  });

  it('is none of a workbook', () => {
    expect(readAs(Buffer.from('504b0304', 'hex'))).toContain('is an Excel workbook');
  });
});
