import type { Promised } from './mutants';

const engine = 'test/integration/getAll/changing.test.ts';
const property = 'test/unit/nodes/shared/api/walkChanging.test.ts';
const hidden = 'test/unit/nodes/shared/api/walkProperties.test.ts';
const anyList = 'test/unit/nodes/shared/api/changingList.test.ts';

const READING = 'nodes/shared/api/reading.ts';
const BY_NUMBER = 'nodes/shared/api/byNumber.ts';
const SHOWN = 'nodes/shared/api/shown.ts';
const WALK = 'nodes/shared/api/walk.ts';
const SIZE = 'nodes/shared/api/pageSize.ts';

/** A list that changes while it is read, and as few requests as the service gives. */
export const listPromises: Promised[] = [
  {
    promise: 'A contact that was there all the time is found, whatever changes meanwhile',
    mutants: [
      {
        breaks: 'a page needs no contact that was read before',
        file: READING,
        from: '    if (!way.isAnchored(page)) {',
        to: '    if (!way.isAnchored(page) && at > 1e9) {',
        tests: [engine, property],
      },
      {
        breaks: 'pages do not overlap',
        file: READING,
        from: '(page.lastPlace < 1 ? page.length : page.lastPlace);',
        to: '(page.lastPlace < 1 ? page.length : page.lastPlace + 1);',
        tests: [engine, property],
      },
      {
        breaks: 'what may have moved to the front is not read again',
        file: WALK,
        from: "return hasChanged || !tellsTotal ? 'front' : 'nothing';",
        to: "return 'nothing';",
        tests: [engine, property],
      },
      {
        breaks: 'pages by number are read once',
        file: WALK,
        from: "return hasChanged || hasNewer || !tellsTotal ? 'all' : 'nothing';",
        to: "return 'nothing';",
        tests: [property],
      },
      {
        breaks: 'a reading that was given up is not begun again',
        file: WALK,
        from: "if (reading.isGivenUp) return 'all';",
        to: '',
        tests: [anyList],
      },
      {
        breaks: 'what is new may stand before what is known where skip is followed',
        file: READING,
        from: '|| (beginsNew && old > 0)',
        to: '',
        tests: [property],
      },
      {
        breaks: 'a list that tells nothing is believed to be whole after one other place',
        file: BY_NUMBER,
        from: 'const isOther = !isSamePage(page, behind.value.page);',
        to: 'const isOther = false;',
        tests: [anyList],
      },
      {
        breaks: 'a total that rises is no sign where a page comes again',
        file: READING,
        from: 'if (page.total !== before?.total) reading.hasChanged = true;',
        to: '',
        tests: [anyList],
      },
      {
        breaks: 'a list that keeps changing is passed off as whole',
        file: WALK,
        from: '  return failed(CHANGING);',
        to: '  return succeeded(undefined);',
        tests: [engine, property],
      },
      {
        breaks: 'hasMore is believed over the total',
        file: SHOWN,
        from: '    if (page.total !== undefined) return page.total > reached;',
        to: '    if (page.hasMore === false) return false;',
        tests: [engine],
      },
    ],
  },
  {
    promise: 'A list of which the service counts more than it shows is read to its end',
    mutants: [
      {
        breaks: 'a page that is shorter than one before may be one that was cut',
        file: READING,
        from: 'before.length >= record.longest && isLikeCut',
        to: 'isLikeCut',
        tests: [hidden],
      },
    ],
  },
  {
    promise: 'Reading takes as few requests as the service gives',
    mutants: [
      {
        breaks: 'no smaller page is asked for where a gateway answers nothing',
        file: SIZE,
        from: '    this.hadSilence = true;',
        to: '    this.hadSilence = false;',
        tests: [engine],
      },
      {
        breaks: 'nothing is remembered',
        file: SIZE,
        from: 'known.until > Date.now()',
        to: 'known.until < 0',
        tests: [engine],
      },
    ],
  },
];
