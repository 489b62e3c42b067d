import type { Promised } from './mutants';

const binaryField = 'test/integration/importCsv/binaryField.test.ts';

const updateRefusals = 'test/integration/update/refused.test.ts';
const bulkRefusals = 'test/integration/deleteMany/refused.test.ts';
const bulkAnswers = 'test/unit/nodes/shared/api/bulkAnswer.test.ts';

const pageSizes = 'test/unit/nodes/shared/api/pageSize.test.ts';
const guards = 'test/integration/deleteMany/guards.test.ts';

const order = 'test/integration/node/outputOrder.test.ts';
const panels = 'test/integration/node/panels.test.ts';
const progress = 'test/unit/nodes/shared/run/progress.test.ts';
const hints = 'test/unit/nodes/shared/run/hint.test.ts';
const continuing = 'test/integration/node/continue.test.ts';

const FORM = 'nodes/KoreContact/form';

/** What people meet in the editor, and what a run tells them. */
export const editorPromises: Promised[] = [
  {
    promise: 'A file that is none is told with what is there',
    mutants: [
      {
        breaks: 'text in a binary field is read as a file',
        file: `${FORM}/binaryFile.ts`,
        from: "if (!isRecord(file) || typeof file['data'] !== 'string') {",
        to: 'if (false) {',
        tests: [binaryField],
      },
      {
        breaks: 'a name that every object has is taken for a field',
        file: `${FORM}/binaryFile.ts`,
        from: 'Object.hasOwn(files, property) ? files[property] : undefined',
        to: 'files[property]',
        tests: [binaryField],
      },
      {
        breaks: 'the files that are there are not named',
        file: `${FORM}/binaryFile.ts`,
        from: 'return names.slice(0, NAMED_FILES)',
        to: 'return names.slice(0, 0)',
        tests: [binaryField],
      },
    ],
  },
  {
    promise: 'An update, and many contacts at once, are believed as far as the answer says so',
    mutants: [
      {
        breaks: 'an update needs a contact in its answer',
        file: 'nodes/KoreContact/work/replace.ts',
        from: 'if (said.ok) return succeeded(said.value ?? { id, ...fields });',
        to: 'if (said.ok && said.value) return succeeded(said.value);\n  if (said.ok) return failed({ kind: "unsaid", words: "" });',
        tests: [updateRefusals],
      },
      {
        breaks: 'an update that is denied is one',
        file: 'nodes/shared/api/oneAnswer.ts',
        from: "const denial = denialIn(answer, records, id, 'updated');\n  if (denial !== undefined) return failed(denial);",
        to: '',
        tests: [updateRefusals],
      },
      {
        breaks: 'words about a deletion say that an update was done',
        file: 'nodes/shared/http/success.ts',
        from: 'updated: pattern(OF_WORK.updated)',
        to: 'updated: pattern(OF_WORK.deleted)',
        tests: [updateRefusals],
      },
      {
        breaks: 'many contacts are done whatever number is told',
        file: 'nodes/shared/http/success.ts',
        from: 'counts.every((value) => value === count)',
        to: 'counts.every((value) => value !== -1)',
        tests: [bulkRefusals, bulkAnswers],
      },
      {
        breaks: 'a plain yes for many contacts is a doubt',
        file: 'nodes/shared/api/bulkAnswer.ts',
        from: 'saysAllDone(outcome.value, work, count) ? succeeded({}) : failed(UNSAID)',
        to: 'failed(UNSAID)',
        tests: [bulkRefusals],
      },
    ],
  },
  {
    promise: 'What was learnt of pages is kept for an hour, and for 200 apps at most',
    mutants: [
      {
        breaks: 'it is kept for ever',
        file: 'nodes/shared/api/pageSize.ts',
        from: 'known !== undefined && known.until > Date.now()',
        to: 'known !== undefined',
        tests: [pageSizes],
      },
      {
        breaks: 'it is kept for any number of apps',
        file: 'nodes/shared/api/pageSize.ts',
        from: 'if (remembered.size > PAGE_SIZES_KEPT && oldest !== undefined)',
        to: 'if (oldest === undefined)',
        tests: [pageSizes],
      },
      {
        breaks: 'an app that was seen again is forgotten first',
        file: 'nodes/shared/api/pageSize.ts',
        from: 'remembered.delete(this.app);',
        to: '',
        tests: [pageSizes],
      },
    ],
  },
  {
    promise: 'An id in capitals is the same contact',
    mutants: [
      {
        breaks: 'an id in capitals is another contact',
        file: 'nodes/shared/contact/id.ts',
        from: 'HEX.test(id) ? id.toLowerCase() : id',
        to: 'id',
        tests: [guards],
      },
    ],
  },
  {
    promise: 'What happened is seen without scrolling',
    mutants: [
      {
        breaks: "Kore.ai's fields come first",
        file: 'nodes/shared/contact/contact.ts',
        from: 'return Object.fromEntries([...saying, ...Object.entries(contact), ...saying]);',
        to: 'return Object.fromEntries([...Object.entries(contact), ...saying]);',
        tests: [order],
      },
      {
        breaks: 'Get gives out every field as it comes',
        file: `${FORM}/simplify.ts`,
        from: 'default: true,',
        to: 'default: false,',
        tests: [order],
      },
    ],
  },
  {
    promise: 'A failure that names no contact names its item, and what to choose',
    mutants: [
      {
        breaks: 'the item is not named',
        file: 'nodes/shared/run/itemResults.ts',
        from: 'unnamed === true',
        to: 'false',
        tests: [continuing],
      },
      {
        breaks: 'a phone number is a bad id and no more',
        file: `${FORM}/contactLocator.ts`,
        from: 'if (looksLikePhone(value))',
        to: 'if (false)',
        tests: [panels],
      },
      {
        breaks: 'an app that an option names is blamed on the credential',
        file: 'nodes/shared/run/session.ts',
        from: 'streamId === address.streamId ? plain : ofNamedApp(plain)',
        to: 'plain',
        tests: [panels],
      },
    ],
  },
  {
    promise: 'A long run tells how far it is',
    mutants: [
      {
        breaks: 'each contact is a line in the log',
        file: 'nodes/shared/run/progress.ts',
        from: 'this.toldAt = now;',
        to: '',
        tests: [progress],
      },
      {
        breaks: 'the first contact of a batch has a line before the others count',
        file: 'nodes/shared/run/progress.ts',
        from: 'queueMicrotask(() => this.tellHowFar(elapsed));',
        to: 'this.tellHowFar(elapsed);',
        tests: [progress],
      },
      {
        breaks: 'what came before the first contact counts as speed',
        file: 'nodes/shared/run/progress.ts',
        from: 'this.firstAt ??= now;',
        to: 'this.firstAt ??= this.toldAt;',
        tests: [progress],
      },
      {
        breaks: 'a contact that failed is told as left as it is',
        file: 'nodes/shared/run/itemResults.ts',
        from: "result.ok ? 'changed' : 'failed'",
        to: "result.ok ? 'changed' : 'same'",
        tests: [progress],
      },
      {
        breaks: 'a cancelled run does not say what was done',
        file: 'nodes/shared/run/itemResults.ts',
        from: 'this.progress.cancelled();',
        to: '',
        tests: [progress],
      },
      {
        breaks: 'the hint guesses how long the run took',
        file: 'nodes/shared/run/hint.ts',
        from: 'timeIn(Date.now() - startedAt)',
        to: 'timeIn((60_000 * requests) / limit)',
        tests: [hints],
      },
    ],
  },
];
