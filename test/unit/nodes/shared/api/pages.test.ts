import fc from 'fast-check';
import { readPage } from '../../../../../nodes/shared/api/pages';
import listed from '../../../../sandbox/fixtures/list.response.json';

describe('a page of contacts', () => {
  it("is read from Kore.ai's own sample", () => {
    expect(readPage(listed)).toEqual({
      contacts: listed.results,
      length: listed.results.length,
      lastPlace: listed.results.length - 1,
      skip: listed.skip,
      limit: listed.limit,
      hasMore: listed.hasMore,
      total: listed.totalResults,
    });
  });

  it('may be a bare list, which tells nothing else', () => {
    expect(readPage([{ id: 'a' }, { _id: 'b' }])).toEqual({
      contacts: [{ id: 'a' }, { id: 'b' }],
      length: 2,
      lastPlace: 1,
      skip: undefined,
      limit: undefined,
      hasMore: undefined,
      total: undefined,
    });
  });

  it('counts the records without an id, though they are no contacts', () => {
    const page = readPage({ results: [{ id: 'a' }, {}, null, 'x', { id: 5 }, { id: 'b' }] });
    expect(page?.contacts).toEqual([{ id: 'a' }, { id: 'b' }]);
    expect([page?.length, page?.lastPlace]).toEqual([6, 5]);
  });

  it.each([-1, 1.5, '10', null, NaN, {}, true])('believes no count like %j', (odd) => {
    const body = { results: [], skip: odd, limit: odd, totalResults: odd, hasMore: 'true' };
    expect(readPage(body)).toEqual({
      contacts: [],
      length: 0,
      lastPlace: -1,
      skip: undefined,
      limit: undefined,
      hasMore: undefined,
      total: undefined,
    });
  });

  it.each([undefined, null, '', 'results', 7, {}, { results: null }, { results: {} }, { id: 'a' }])(
    'is not read from %j',
    (body) => {
      expect(readPage(body)).toBeUndefined();
    },
  );

  it('is read or not read from whatever comes, without an exception', () => {
    const body = fc.oneof(
      fc.anything(),
      fc.record({ results: fc.oneof(fc.array(fc.anything()), fc.anything()), skip: fc.anything() }),
    );
    fc.assert(
      fc.property(body, (value) => {
        const page = readPage(value);
        if (page === undefined) return;
        expect(page.contacts.length).toBeLessThanOrEqual(page.length);
        expect(page.contacts.every(({ id }) => typeof id === 'string' && id !== '')).toBe(true);
        expect(page.skip ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
