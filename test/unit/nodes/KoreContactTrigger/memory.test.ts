import fc from 'fast-check';
import type { Known } from '../../../../nodes/KoreContactTrigger/compare';
import { EVENT_KINDS, MARK_LENGTH } from '../../../../nodes/KoreContactTrigger/events';
import { decode, encode, sourceOf } from '../../../../nodes/KoreContactTrigger/memory';
import { idIn, isMissing, markIn, seenAs } from '../../../../nodes/KoreContactTrigger/seen';

const SOURCE = sourceOf('https://platform.kore.ai', 'account', 'st-1');

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_'];

const marks = fc
  .array(fc.constantFrom(...LETTERS), { minLength: MARK_LENGTH, maxLength: MARK_LENGTH })
  .map((letters) => letters.join(''));

const MISSING = ['no', 'once', 'untold'] as const;

/** Whatever a service may take for an id, half of a character included. */
const ids = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.string({ minLength: 1, unit: 'binary' }),
  fc.constantFrom('__proto__', 'constructor', '\ud800', ' ', '"', '\n'),
);

const memories: fc.Arbitrary<Known> = fc.record({
  kinds: fc.subarray([...EVENT_KINDS]),
  contacts: fc.array(
    fc
      .tuple(marks, fc.constantFrom(...MISSING), ids)
      .map(([mark, missing, id]) => seenAs(mark, missing, id)),
  ),
});

describe('what is remembered', () => {
  it('comes back as it was written, its order included', () => {
    fc.assert(
      fc.property(memories, (known) => {
        expect(decode(encode(known, SOURCE), SOURCE)).toEqual(known);
      }),
    );
  });

  it('tells of a contact what was put together', () => {
    fc.assert(
      fc.property(marks, fc.constantFrom(...MISSING), ids, (mark, missing, id) => {
        const seen = seenAs(mark, missing, id);
        expect([markIn(seen), idIn(seen)]).toEqual([mark, id]);
        expect(MISSING.filter((way) => isMissing(seen, way))).toEqual([missing]);
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
        for (const seen of spoilt?.contacts ?? []) {
          expect(idIn(seen)).not.toBe('');
          expect(markIn(seen)).toMatch(/^[\w-]{12}$/);
          expect(MISSING.some((missing) => isMissing(seen, missing))).toBe(true);
        }
      }),
    );
  });

  it('takes less than 1 MB for 20,000 contacts', () => {
    const contacts = Array.from({ length: 20_000 }, (_, i) =>
      seenAs('abcdefghijkl', 'no', i.toString(16).padStart(24, '0')),
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
