import fc from 'fast-check';
import type { Known, Seen } from '../../../../nodes/KoreContactTrigger/compare';
import { EVENT_KINDS, MARK_LENGTH } from '../../../../nodes/KoreContactTrigger/events';
import { decode, encode, sourceOf } from '../../../../nodes/KoreContactTrigger/memory';

const SOURCE = sourceOf('https://platform.kore.ai', 'account', 'st-1');

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_'];

const seen: fc.Arbitrary<Seen> = fc.record({
  mark: fc
    .array(fc.constantFrom(...LETTERS), { minLength: MARK_LENGTH, maxLength: MARK_LENGTH })
    .map((letters) => letters.join('')),
  missing: fc.constantFrom('no' as const, 'once', 'untold'),
});

/** Whatever a service may take for an id, half of a character included. */
const ids = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.string({ minLength: 1, unit: 'binary' }),
  fc.constantFrom('__proto__', 'constructor', '\ud800', ' ', '"', '\n'),
);

const memories: fc.Arbitrary<Known> = fc.record({
  kinds: fc.subarray([...EVENT_KINDS]),
  contacts: fc.array(fc.tuple(ids, seen)).map((entries) => new Map(entries)),
});

describe('what is remembered', () => {
  it('comes back as it was written, its order included', () => {
    fc.assert(
      fc.property(memories, (known) => {
        const back = decode(encode(known, SOURCE), SOURCE);
        expect(back).toEqual(known);
        expect([...(back?.contacts.keys() ?? [])]).toEqual([...known.contacts.keys()]);
      }),
    );
  });

  it('is not believed of another source', () => {
    fc.assert(
      fc.property(memories, fc.string(), (known, other) => {
        fc.pre(other !== SOURCE);
        expect(decode(encode(known, SOURCE), other)).toBeUndefined();
      }),
    );
  });

  it('throws at nothing that static data may hold', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json()), (anything) => {
        expect(decode(anything, SOURCE)).toBeUndefined();
      }),
    );
  });

  it('is believed whole or not at all, whatever is put into it', () => {
    fc.assert(
      fc.property(memories, fc.nat(), fc.string(), (known, place, text) => {
        const written = encode(known, SOURCE);
        const at = place % written.length;
        const spoilt = decode(written.slice(0, at) + text + written.slice(at + 1), SOURCE);
        for (const [id, { mark, missing }] of spoilt?.contacts ?? []) {
          expect(id).not.toBe('');
          expect(mark).toMatch(/^[\w-]{12}$/);
          expect(['no', 'once', 'untold']).toContain(missing);
        }
      }),
    );
  });

  it('takes less than 1 MB for 20,000 contacts', () => {
    const contacts = new Map<string, Seen>(
      Array.from({ length: 20_000 }, (_, i) => [
        i.toString(16).padStart(24, '0'),
        { mark: 'abcdefghijkl', missing: 'no' },
      ]),
    );
    const saved = JSON.stringify({ contacts: encode({ kinds: ['created'], contacts }, SOURCE) });
    expect(Buffer.byteLength(saved)).toBeLessThan(1_000_000);
  });
});

describe('where contacts are from', () => {
  it('is another for another host, account or app, and names none of them', () => {
    const sources = [
      sourceOf('https://platform.kore.ai', 'account', 'st-1'),
      sourceOf('https://de-platform.kore.ai', 'account', 'st-1'),
      sourceOf('https://platform.kore.ai', 'other', 'st-1'),
      sourceOf('https://platform.kore.ai', 'account', 'st-2'),
      sourceOf('https://platform.kore.ai', 'accounts', 't-1'),
    ];
    expect(new Set(sources).size).toBe(sources.length);
    for (const source of sources) expect(source).toMatch(/^[\w-]{16}$/);
  });
});
