import type { Promised } from './mutants';

const badLines = 'test/integration/importCsv/badLines.test.ts';
const salutations = 'test/integration/importCsv/salutation.test.ts';
const lines = 'test/unit/nodes/shared/contact/file/line.test.ts';
const columns = 'test/unit/nodes/shared/contact/file/columns.test.ts';
const csv = 'test/unit/nodes/shared/contact/file/csv.test.ts';
const encodings = 'test/unit/nodes/shared/contact/file/encoding.test.ts';
const fullNames = 'test/unit/nodes/shared/contact/file/fullName.test.ts';
const turns = 'test/unit/nodes/shared/http/turns.test.ts';
const sizes = 'test/unit/nodes/KoreContact/form/csvInput.test.ts';

const FILE = 'nodes/shared/contact/file';
const FORM = 'nodes/KoreContact/form';

/** Files as people have them. */
export const filePromises: Promised[] = [
  {
    promise: 'Nobody is called by a job, and nobody by another name',
    mutants: [
      {
        breaks: 'a job is a salutation',
        file: `${FILE}/line.ts`,
        from: "text !== '' && !isSalutation(text)",
        to: 'false',
        tests: [lines, salutations],
      },
      {
        breaks: 'a title goes before the salutation',
        file: `${FILE}/line.ts`,
        from: "if (hasColumn(columns, 'salutation')) return '';",
        to: '',
        tests: [lines],
      },
      {
        breaks: 'a name of three words is taken apart',
        file: `${FILE}/fullName.ts`,
        from: 'own.length !== 1 ||',
        to: '',
        tests: [fullNames],
      },
    ],
  },
  {
    promise: 'The mobile phone goes before others, and a fax is none',
    mutants: [
      {
        breaks: "Google's labels are not looked at",
        file: `${FILE}/columns.ts`,
        from: '!NO_PHONE_LABEL.test(label)',
        to: 'true',
        tests: [lines],
      },
      {
        breaks: 'an empty cell is a number',
        file: `${FILE}/columns.ts`,
        from: 'if (!isEmpty(value)) return value;',
        to: 'return value;',
        tests: [lines],
      },
      {
        breaks: 'one of two columns with one name is taken',
        file: `${FILE}/columns.ts`,
        from: 'names.indexOf(name) < place',
        to: 'false',
        tests: [columns],
      },
      {
        breaks: 'of two countries one is taken',
        file: `${FILE}/line.ts`,
        from: ".join(' / ')",
        to: '.at(0)',
        tests: [lines],
      },
    ],
  },
  {
    promise: 'A line that can not be read takes no other along',
    mutants: [
      {
        breaks: 'all behind a quote that is not closed is left out',
        file: `${FILE}/csv.ts`,
        from: 'source.drop(row?.line ?? 1);',
        to: 'source.drop(row?.line ?? 99_999);',
        tests: [csv],
      },
      {
        breaks: 'a row that goes on in the next piece ends there',
        file: `${FILE}/csv.ts`,
        from: 'if (error === undefined && !source.isLast) found.pop();',
        to: '',
        tests: [csv],
      },
      {
        breaks: 'bad lines are not given out',
        file: 'nodes/KoreContact/actions/contact/importCsv.operation.ts',
        from: '? [...bad, ...failures] : bad',
        to: '? [...failures] : bad',
        tests: [badLines],
      },
      {
        breaks: 'a file with no good line is a success',
        file: `${FORM}/csvInput.ts`,
        from: ' || contacts.length === 0)',
        to: ')',
        tests: [badLines],
      },
      {
        breaks: 'a refused credential is a line that is skipped',
        file: 'nodes/KoreContact/work/importFile.ts',
        from: 'isRefused && created.length > 0 ? undefined : problem',
        to: 'isRefused || !isRefused ? undefined : problem',
        tests: [badLines],
      },
    ],
  },
  {
    promise: 'A text is read in its own encoding, or not at all',
    mutants: [
      {
        breaks: 'any bytes are Windows-1252',
        file: `${FILE}/encoding.ts`,
        from: 'if (not.test(text)) return false;',
        to: '',
        tests: [encodings],
      },
      {
        breaks: 'UTF-16 needs a mark',
        file: `${FILE}/encoding.ts`,
        from: ' ?? utf16(bytes)',
        to: '',
        tests: [encodings],
      },
    ],
  },
  {
    promise: "A large file does not hold n8n's loop",
    mutants: [
      {
        breaks: 'nobody else gets a turn',
        file: 'nodes/shared/http/turns.ts',
        from: 'await sleep(0);',
        to: '',
        tests: [turns],
      },
      {
        breaks: 'a file is read whatever its size',
        file: `${FORM}/csvInput.ts`,
        from: 'if (bytes <= LARGEST_FILE) return;',
        to: 'if (bytes > 0) return;',
        tests: [sizes],
      },
    ],
  },
];
