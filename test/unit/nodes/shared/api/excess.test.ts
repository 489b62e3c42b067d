import { excessOf } from '../../../../../nodes/shared/api/excess';
import type { Page } from '../../../../../nodes/shared/api/pages';

const pageOf = (length: number, total: number | undefined): Page => ({
  contacts: [],
  length,
  lastPlace: length - 1,
  skip: 0,
  limit: length,
  hasMore: true,
  total,
});

const firstPage = (length: number) => ({ shown: length, pages: 1, requests: 1 });

describe('a list that takes more requests than it may', () => {
  it.each([
    [10, 500, 56, 55],
    [10, 100, 11, 10],
    [1_000, 20_000, 21, 20],
    [1, 30, 30, 29],
  ])('is told by its first page: of %i, of %i in all', (length, total, fits, most) => {
    expect(excessOf(firstPage(length), pageOf(length, total), fits)).toBeUndefined();
    expect(excessOf(firstPage(length), pageOf(length, total), most)).toEqual({
      kind: 'tooLong',
      words: `${total} contacts, ${length} a page, take ${fits} requests`,
      most,
      onlyRead: true,
    });
  });

  it('is told once the requests are made, where no total is told', () => {
    const progress = { shown: 271, pages: 29, requests: 30 };
    expect(excessOf(progress, pageOf(10, undefined), 31)).toBeUndefined();
    expect(excessOf(progress, pageOf(10, undefined), 30)).toMatchObject({
      words: 'the first 271 contacts took 30 requests',
    });
  });

  it('is not told of one that grows while it is read, nor of an empty page', () => {
    expect(excessOf({ shown: 19, pages: 2, requests: 2 }, pageOf(10, 500), 30)).toBeUndefined();
    expect(excessOf(firstPage(0), pageOf(0, 500), 30)).toBeUndefined();
  });
});
