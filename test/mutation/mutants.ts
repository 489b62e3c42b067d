import { bisectPromises } from './bisectBreaks';
import { dataPromises } from './dataBreaks';
import { filePromises } from './fileBreaks';
import { editorPromises } from './editorBreaks';
import { judgePromises } from './judgeBreaks';
import { jwePromises } from './jweBreaks';
import { listPromises } from './listBreaks';
import { phonePromises } from './phoneBreaks';
import { triggerPromises } from './triggerBreaks';
import { syncPromises } from './syncBreaks';

/** One thing that is broken on purpose. */
export interface Mutant {
  /** The promise that it breaks; one that begins with … goes on where the one before it ends. */
  promise: string;
  /** What is broken, in words. */
  breaks: string;
  file: string;
  /** Text that is in the file exactly once, and what is put in its place. */
  from: string;
  to: string;
  /** The test files that should notice. */
  tests: string[];
}

/** A promise and the ways in which it is broken. */
export interface Promised {
  promise: string;
  mutants: Array<Omit<Mutant, 'promise'>>;
}

const deleting = 'test/integration/delete/delete.test.ts';
const faults = 'test/integration/delete/faults.test.ts';
const byPhone = 'test/integration/delete/byPhone.test.ts';
const dryRun = 'test/integration/delete/dryRun.test.ts';
const deletingMany = 'test/integration/deleteMany/deleteMany.test.ts';
const bulkRefusals = 'test/integration/deleteMany/refused.test.ts';
const importing = 'test/integration/importCsv/importCsv.test.ts';
const continuing = 'test/integration/node/continue.test.ts';
const hostile = 'test/integration/node/hostile.test.ts';
const pacing = 'test/integration/node/pacing.test.ts';
const cancelling = 'test/integration/node/cancel.test.ts';
const fieldReading = 'test/integration/node/fieldReader.test.ts';
const credential = 'test/integration/credential/credential.test.ts';
const testButton = 'test/integration/credential/testButton.test.ts';
const secrets = 'test/integration/node/secrets.test.ts';
const asTool = 'test/integration/node/tool.test.ts';

const ids = 'test/unit/nodes/shared/contact/id.test.ts';
const hosts = 'test/unit/credentials/signing/host.test.ts';
const tokens = 'test/unit/credentials/signing/token.test.ts';
const retries = 'test/unit/nodes/shared/http/retry.test.ts';
const origins = 'test/unit/credentials/signing/requestOrigin.test.ts';
const pacer = 'test/unit/nodes/shared/http/pacer.test.ts';
const lanes = 'test/unit/nodes/shared/run/concurrency.test.ts';
const waiting = 'test/unit/nodes/shared/http/wait.test.ts';
const results = 'test/unit/nodes/shared/run/itemResults.test.ts';
const explaining = 'test/unit/nodes/shared/problem/explain.test.ts';
const bulkAnswers = 'test/unit/nodes/shared/api/bulkAnswer.test.ts';
const pagesAhead = 'test/unit/nodes/shared/api/walkAhead.test.ts';
const deadlines = 'test/unit/nodes/shared/http/deadline.test.ts';
const exceptions = 'test/unit/nodes/shared/http/judgeException.test.ts';

const FORM = 'nodes/KoreContact/form';
const WORK = 'nodes/KoreContact/work';
const RUN = 'nodes/shared/run';
const API = 'nodes/shared/api';
const CONTACT = 'nodes/shared/contact';
const HTTP = 'nodes/shared/http';
const PROBLEM = 'nodes/shared/problem';
const SIGNING = 'credentials/signing';

/** What Delete does comes first, then requests and failures, then credential and fields. */
export const promises: Promised[] = [
  {
    promise: "Delete emits Kore's answer, field for field, plus `deleted: true`",
    mutants: [
      {
        breaks: '`deleted: true` is left out',
        file: `${WORK}/delete.ts`,
        from: '?? id, deleted: true }',
        to: '?? id }',
        tests: [deleting],
      },
      {
        breaks: "Kore's fields are left out",
        file: `${WORK}/delete.ts`,
        from: 'told(said, answer)',
        to: 'told(said, {})',
        tests: [deleting],
      },
      {
        breaks: 'the fields of an answer without an id of its own are left out',
        file: `${API}/oneAnswer.ts`,
        from: 'asContact(first) ?? (first as IDataObject)',
        to: 'asContact(first) ?? {}',
        tests: [deleting],
      },
      {
        breaks: 'an answer that says ACTIVE counts as deleted',
        file: `${API}/oneAnswer.ts`,
        from: '!isDeleted({ status })',
        to: 'false',
        tests: [deleting],
      },
      {
        breaks: 'an answer about another contact counts',
        file: `${API}/oneAnswer.ts`,
        from: 'contact !== undefined && contact.id.toLowerCase() !== id.toLowerCase()',
        to: 'contact?.id === id.repeat(2)',
        tests: [deleting],
      },
    ],
  },
  {
    promise: '… one item out for each item in, in order, linked to its input',
    mutants: [
      {
        breaks: 'the last item gets no output',
        file: `${RUN}/itemResults.ts`,
        from: 'return this.results.map(',
        to: 'return this.results.slice(0, Math.max(1, this.results.length - 1)).map(',
        tests: [deleting],
      },
      {
        breaks: 'items come out in the order of their answers',
        file: `${RUN}/itemResults.ts`,
        from: 'this.results[itemIndex] = result;',
        to: 'this.results[this.results.indexOf(undefined)] = result;',
        tests: [deleting],
      },
      {
        breaks: 'all items are linked to the first input item',
        file: `${RUN}/itemResults.ts`,
        from: '{ item: itemIndex }',
        to: '{ item: 0 }',
        tests: [deleting],
      },
      {
        breaks: 'items are linked to nothing',
        file: `${RUN}/itemResults.ts`,
        from: '{ json: result.value.json, pairedItem }',
        to: '{ json: result.value.json }',
        tests: [continuing],
      },
    ],
  },
  {
    promise: 'An id becomes a path only after it is checked: trimmed',
    mutants: [
      {
        breaks: 'an id keeps the blanks around it',
        file: `${CONTACT}/id.ts`,
        from: 'const id = visible(value).trim();',
        to: 'const id = visible(value);',
        tests: [deleting],
      },
      {
        breaks: 'a contact that was picked is not checked',
        file: `${FORM}/contactLocator.ts`,
        from: 'const id = checkId(value);',
        to: "if (mode === 'list') return { by: 'id', id: String(value) };\n  const id = checkId(value);",
        tests: [hostile],
      },
      {
        breaks: 'an id given in place of the whole field is not checked',
        file: `${FORM}/contactLocator.ts`,
        from: "{ mode: 'id', value: field };",
        to: "{ mode: 'id', value: field };\n  if (!isLocator(field)) return { by: 'id', id: String(field) };",
        tests: [hostile],
      },
      {
        breaks: 'an app (stream) id is not checked',
        file: `${RUN}/session.ts`,
        from: '!isStreamId(streamId)',
        to: "streamId === ''",
        tests: [hostile],
      },
    ],
  },
  {
    promise: '… letters, digits, `_` and `-` only',
    mutants: [
      {
        breaks: 'any character is allowed',
        file: `${CONTACT}/id.ts`,
        from: '/^[A-Za-z0-9_-]{1,64}$/',
        to: '/^.{1,64}$/su',
        tests: [hostile],
      },
      {
        breaks: 'dots are allowed',
        file: `${CONTACT}/id.ts`,
        from: '/^[A-Za-z0-9_-]{1,64}$/',
        to: '/^[A-Za-z0-9._-]{1,64}$/',
        tests: [hostile],
      },
      {
        breaks: 'slashes are allowed',
        file: `${CONTACT}/id.ts`,
        from: '/^[A-Za-z0-9_-]{1,64}$/',
        to: '/^[A-Za-z0-9/_-]{1,64}$/',
        tests: [hostile],
      },
      {
        breaks: 'a good beginning is enough',
        file: `${CONTACT}/id.ts`,
        from: '/^[A-Za-z0-9_-]{1,64}$/',
        to: '/^[A-Za-z0-9_-]{1,64}/',
        tests: [hostile],
      },
      {
        breaks: '`_` is not allowed',
        file: `${CONTACT}/id.ts`,
        from: '/^[A-Za-z0-9_-]{1,64}$/',
        to: '/^[A-Za-z0-9-]{1,64}$/',
        tests: [ids],
      },
    ],
  },
  {
    promise: '… 1 to 64 of them',
    mutants: [
      {
        breaks: 'an empty id is allowed',
        file: `${CONTACT}/id.ts`,
        from: "if (id === '') return failed('is empty');",
        to: "if (id === '') return succeeded(id);",
        tests: [hostile],
      },
      {
        breaks: 'more than 64 characters are allowed',
        file: `${CONTACT}/id.ts`,
        from: 'if (id.length > 64)',
        to: 'if (/^[\\w-]{65,}$/.test(id)) return succeeded(id);\n  if (id.length > 64)',
        tests: [hostile],
      },
      {
        breaks: '64 characters are not allowed',
        file: `${CONTACT}/id.ts`,
        from: 'if (id.length > 64)',
        to: 'if (id.length > 63)',
        tests: [ids],
      },
    ],
  },
  {
    promise: '… never `bulk-delete`, `bulk-update`, `import-contacts`, `undefined`, `null`',
    mutants: [
      {
        breaks: '`bulk-delete` is allowed',
        file: `${CONTACT}/id.ts`,
        from: "'bulk-delete', ",
        to: '',
        tests: [hostile],
      },
      {
        breaks: '`bulk-update` is allowed',
        file: `${CONTACT}/id.ts`,
        from: "'bulk-update', ",
        to: '',
        tests: [hostile],
      },
      {
        breaks: '`import-contacts` is allowed',
        file: `${CONTACT}/id.ts`,
        from: "'import-contacts', ",
        to: '',
        tests: [hostile],
      },
      {
        breaks: '`undefined` is allowed',
        file: `${CONTACT}/id.ts`,
        from: "'undefined', ",
        to: '',
        tests: [hostile],
      },
      {
        breaks: '`null` is allowed',
        file: `${CONTACT}/id.ts`,
        from: ", 'null']",
        to: ']',
        tests: [hostile],
      },
      {
        breaks: 'they are allowed in capitals',
        file: `${CONTACT}/id.ts`,
        from: 'RESERVED.includes(id.toLowerCase())',
        to: 'RESERVED.includes(id)',
        tests: [hostile],
      },
    ],
  },
  {
    promise: '… only text counts (no numbers, objects, lists)',
    mutants: [
      {
        breaks: 'a number counts',
        file: `${CONTACT}/id.ts`,
        from: "if (typeof value !== 'string') {",
        to: "if (typeof value === 'number') value = String(value);\n  if (typeof value !== 'string') {",
        tests: [hostile],
      },
      {
        breaks: 'an object with an id counts',
        file: `${CONTACT}/id.ts`,
        from: "if (typeof value !== 'string') {",
        to: "if (typeof value === 'object' && 'id' in value) value = value.id;\n  if (typeof value !== 'string') {",
        tests: [hostile],
      },
      {
        breaks: 'a list of one counts',
        file: `${CONTACT}/id.ts`,
        from: "if (typeof value !== 'string') {",
        to: "if (Array.isArray(value)) value = value[0];\n  if (typeof value !== 'string') {",
        tests: [hostile],
      },
    ],
  },
  {
    promise: '… anything else is a `NodeOperationError` before any request',
    mutants: [
      {
        breaks: 'it is a `NodeApiError`',
        file: `${PROBLEM}/problem.ts`,
        from: "problem.cause === 'input'",
        to: 'false',
        tests: [hostile],
      },
      {
        breaks: 'the items before it are sent',
        file: `${RUN}/items.ts`,
        from: 'if (!context.continueOnFail()) throw errorOf(problem, context.getNode(), itemIndex);',
        to: '',
        tests: [continuing],
      },
    ],
  },
  {
    promise: 'Nothing is lost: each input item ends as exactly one output item or one failure',
    mutants: [
      {
        breaks: 'failures are left out under Continue',
        file: `${RUN}/itemResults.ts`,
        from: 'return this.results.map(',
        to: 'return this.results.filter((result) => result?.ok).map(',
        tests: [continuing],
      },
      {
        breaks: 'a failure comes out twice',
        file: `${RUN}/itemResults.ts`,
        from: 'return this.results.map(',
        to: 'return this.results.flatMap((result) => (result?.ok ? [result] : [result, result])).map(',
        tests: [continuing],
      },
      {
        breaks: 'what is under way is not waited for',
        file: `${RUN}/concurrency.ts`,
        from: 'Promise.all(',
        to: 'Promise.race(',
        tests: [continuing],
      },
      {
        breaks: 'pages that were asked for ahead of time are not waited for at the end',
        file: `${API}/pages.ts`,
        from: 'await Promise.all([...this.ahead.values(), ...this.left]);',
        to: '',
        tests: [pagesAhead],
      },
      {
        breaks: 'a contact that was imported is a failure where it has the keys of a problem',
        file: `${WORK}/importFile.ts`,
        from: 'if (result?.ok === true) created.push(result.value);\n    else if (result !== undefined) failures.push({ ...line, problem: result.problem });',
        to: "const one = result?.ok === true ? result.value : result?.problem;\n    if (one !== undefined && 'message' in one && 'cause' in one) failures.push({ ...line, problem: one as Problem });\n    else if (one !== undefined) created.push(one as Contact);",
        tests: [importing],
      },
      {
        breaks: 'an expression that fails for one item ends the run under Continue',
        file: `${RUN}/items.ts`,
        from: 'const problem = problemOf(error);',
        to: "if (!('problem' in (error as object))) throw error;\n      const problem = problemOf(error);",
        tests: [continuing],
      },
    ],
  },
  {
    promise:
      'A failure under *Continue* is exactly `{ json: { error, message? }, pairedItem: { item } }`',
    mutants: [
      {
        breaks: 'it has a third key',
        file: `${RUN}/itemResults.ts`,
        from: 'json: { error,',
        to: 'json: { error, itemIndex,',
        tests: [continuing],
      },
      {
        breaks: 'it has no `pairedItem`',
        file: `${RUN}/itemResults.ts`,
        from: '{ message: description }) },\n    pairedItem,',
        to: '{ message: description }) },',
        tests: [continuing],
      },
      {
        breaks: 'it has no `message`',
        file: `${RUN}/itemResults.ts`,
        from: '{ message: description })',
        to: '{})',
        tests: [continuing],
      },
    ],
  },
  {
    promise:
      'When the node stops at an item, what it had already done is told (how many, and which ids)',
    mutants: [
      {
        breaks: 'nothing of it is told',
        file: `${RUN}/itemResults.ts`,
        from: 'this.tell())',
        to: "'')",
        tests: [continuing],
      },
      {
        breaks: 'how many is not told',
        file: `${RUN}/itemResults.ts`,
        from: '`${ids.length} contacts were`',
        to: "'contacts were'",
        tests: [continuing],
      },
      {
        breaks: 'which ids is not told',
        file: `${RUN}/itemResults.ts`,
        from: ': ${listed}.`',
        to: '.`',
        tests: [continuing],
      },
      {
        breaks: 'deletions of items behind the one that failed are not told',
        file: `${RUN}/itemResults.ts`,
        from: 'result?.ok === true && result.value.changed !== undefined',
        to: 'result?.ok === true &&\n      !this.results.slice(0, itemIndex).some((other) => other?.ok === false) &&\n      result.value.changed !== undefined',
        tests: [continuing],
      },
      {
        breaks: 'the node goes on to the other items before it stops',
        file: `${RUN}/concurrency.ts`,
        from: 'if (!(await work(entry.value))) goOn = false;',
        to: 'await work(entry.value);',
        tests: [continuing],
      },
    ],
  },
  {
    promise: 'Already gone is a failure that says so',
    mutants: [
      {
        breaks: 'it is a request that was refused',
        file: `${HTTP}/judge.ts`,
        from: "? 'missing' : 'refused';\n}\n\n/** What a status tells",
        to: "? 'refused' : 'refused';\n}\n\n/** What a status tells",
        tests: [deleting],
      },
      {
        breaks: 'it is taken for a deletion',
        file: `${WORK}/delete.ts`,
        from: 'isMissing && failure.silentBefore === true && id !== undefined',
        to: 'isMissing && id !== undefined',
        tests: [deleting],
      },
      {
        breaks: 'a missing app (stream) or path counts as a contact that is gone',
        file: `${HTTP}/missing.ts`,
        from: 'SENTENCES.some((pattern) => pattern.test(sentence)) ||',
        to: '/not found|not exist/.test(sentence) ||',
        tests: [deleting],
      },
    ],
  },
  {
    promise:
      '… or, with *If Contact Is Missing* = *Continue*, an item `{ id, deleted: false, reason: "notFound" }`',
    mutants: [
      {
        breaks: 'the option is ignored',
        file: `${FORM}/options.ts`,
        from: "options['ifMissing'] === 'continue'",
        to: 'false',
        tests: [deleting],
      },
      {
        breaks: 'the option is taken for set',
        file: `${FORM}/options.ts`,
        from: "options['ifMissing'] === 'continue'",
        to: 'true',
        tests: [deleting],
      },
      {
        breaks: 'the item says that the contact was deleted',
        file: `${WORK}/delete.ts`,
        from: "deleted: false, reason: 'notFound'",
        to: "deleted: true, reason: 'notFound'",
        tests: [deleting],
      },
      {
        breaks: 'the item gives no reason',
        file: `${WORK}/delete.ts`,
        from: "deleted: false, reason: 'notFound'",
        to: 'deleted: false',
        tests: [deleting],
      },
      {
        breaks: 'the item has no id',
        file: `${CONTACT}/contact.ts`,
        from: "target.by === 'id' ? { id: target.id } : { phoneNumber: target.typed }",
        to: "(target.by === 'id' ? {} : { phoneNumber: target.typed }) as { id: string }",
        tests: [deleting],
      },
    ],
  },
  {
    promise:
      'A "not found" on a retry whose first try got no answer is success (`{ id, deleted: true }`)',
    mutants: [
      {
        breaks: 'it is a failure',
        file: `${WORK}/delete.ts`,
        from: 'isMissing && failure.silentBefore === true && id !== undefined',
        to: 'false',
        tests: [faults],
      },
      {
        breaks: 'any retry makes it a success',
        file: `${HTTP}/client.ts`,
        from: 'silentBefore ||= mayBeDone(failure);',
        to: 'silentBefore = true;',
        tests: [faults],
      },
      {
        breaks: 'only the try just before counts',
        file: `${HTTP}/client.ts`,
        from: 'silentBefore ||= mayBeDone(failure);',
        to: 'silentBefore = mayBeDone(failure);',
        tests: [faults],
      },
      {
        breaks: 'a gateway without an answer of Kore (502) counts as an answer',
        file: `${PROBLEM}/failure.ts`,
        from: '[503, 425, 501, 505]',
        to: '[502, 503, 425, 501, 505]',
        tests: [faults],
      },
      {
        breaks: 'a gateway that gave up waiting for Kore (504) counts as an answer',
        file: `${PROBLEM}/failure.ts`,
        from: '[503, 425, 501, 505]',
        to: '[504, 503, 425, 501, 505]',
        tests: [faults],
      },
    ],
  },
  {
    promise: 'Paced: at most `requestsPerMinute` in any 60 s',
    mutants: [
      {
        breaks: 'one more is sent',
        file: `${HTTP}/pacer.ts`,
        from: 'this.open + this.ended.length < limit',
        to: 'this.open + this.ended.length <= limit',
        tests: [pacing],
      },
      {
        breaks: 'requests under way are not counted',
        file: `${HTTP}/pacer.ts`,
        from: 'this.open + this.ended.length < limit',
        to: 'this.ended.length < limit',
        tests: [pacing],
      },
      {
        breaks: 'another number is taken than the one in the credential',
        file: `${HTTP}/client.ts`,
        from: 'pacer.begin(address.requestsPerMinute,',
        to: 'pacer.begin(60,',
        tests: [pacing],
      },
      {
        breaks: 'the window is half of what it should be',
        file: `${HTTP}/pacer.ts`,
        from: 'new Pacer(RATE_WINDOW_MS)',
        to: 'new Pacer(RATE_WINDOW_MS / 2)',
        tests: [pacing],
      },
      {
        breaks: 'the window is 50 s',
        file: `${HTTP}/limits.ts`,
        from: 'RATE_WINDOW_MS = 60_000',
        to: 'RATE_WINDOW_MS = 50_000',
        tests: [pacer],
      },
    ],
  },
  {
    promise: '… for one account (host and account id), shared by everything in the process',
    mutants: [
      {
        breaks: 'the accounts of all hosts wait for each other',
        file: `${HTTP}/pacer.ts`,
        from: '`${origin} ${accountId}`',
        to: 'accountId',
        tests: [pacing],
      },
      {
        breaks: 'all accounts of a host wait for each other',
        file: `${HTTP}/pacer.ts`,
        from: '`${origin} ${accountId}`',
        to: 'origin',
        tests: [pacer],
      },
      {
        breaks: 'each run paces for itself',
        file: `${HTTP}/pacer.ts`,
        from: 'pacers.get(account) ?? new',
        to: 'new',
        tests: [pacing],
      },
    ],
  },
  {
    promise: '… first come first served; a burst up to the limit goes at once',
    mutants: [
      {
        breaks: 'whoever looks first gets the next turn',
        file: `${HTTP}/pacer.ts`,
        from: 'for (const waiter of [...this.line]) {',
        to: 'for (const waiter of [...this.line].reverse()) {',
        tests: [pacer],
      },
      {
        breaks: 'requests are spread evenly over the window',
        file: `${HTTP}/pacer.ts`,
        from: 'this.open + this.ended.length < limit) return 0;',
        to: 'this.open > 0) return undefined;\n    const last = this.ended.at(-1) ?? -Infinity;\n    if (this.ended.length < limit) return Math.max(0, last + this.windowMs / limit - now);',
        tests: [pacer],
      },
    ],
  },
  {
    promise: '… up to 5 requests at a time, results in input order',
    mutants: [
      {
        breaks: 'six at a time',
        file: `${HTTP}/limits.ts`,
        from: 'REQUESTS_AT_ONCE = 5',
        to: 'REQUESTS_AT_ONCE = 6',
        tests: [lanes, deleting],
      },
      {
        breaks: 'four at a time',
        file: `${HTTP}/limits.ts`,
        from: 'REQUESTS_AT_ONCE = 5',
        to: 'REQUESTS_AT_ONCE = 4',
        tests: [lanes, deleting],
      },
    ],
  },
  {
    promise: 'Retried: rate limits (by status or by text) and 503 for every verb',
    mutants: [
      {
        breaks: 'the status of a rate limit is not known',
        file: `${HTTP}/judge.ts`,
        from: "case 429:\n      return 'rateLimit';",
        to: 'case 429:\n      return undefined;',
        tests: [faults],
      },
      {
        breaks: 'the text of a rate limit is not known',
        file: `${HTTP}/judge.ts`,
        from: 'pieces.some(saysRateLimit)',
        to: 'false',
        tests: [faults],
      },
      {
        breaks: 'the older text of a rate limit is not known',
        file: `${HTTP}/judge.ts`,
        from: '(?:exceeded|reached|hit)',
        to: '(?:exceeded|hit)',
        tests: [faults],
      },
      {
        breaks: 'a rate limit with 200 is not known',
        file: `${HTTP}/judge.ts`,
        from: 'status < 300 && saysFailure(',
        to: 'status < 0 && saysFailure(',
        tests: [faults],
      },
      {
        breaks: 'a rate limit is final',
        file: `${HTTP}/retry.ts`,
        from: '!atRateLimit && ',
        to: '',
        tests: [faults],
      },
      {
        breaks: '503 is final',
        file: `${HTTP}/retry.ts`,
        from: '[501, 505, undefined]',
        to: '[501, 503, 505, undefined]',
        tests: [faults],
      },
      {
        breaks: '503 is final for a create',
        file: `${PROBLEM}/failure.ts`,
        from: '[503, 425, 501, 505]',
        to: '[425, 501, 505]',
        tests: [retries],
      },
      {
        breaks: 'every status is repeated',
        file: `${HTTP}/retry.ts`,
        from: 'default:\n      return false;',
        to: 'default:\n      return true;',
        tests: [faults],
      },
    ],
  },
  {
    promise: '… 500, 502, 504, timeouts and cut connections for GET, PUT and DELETE',
    mutants: [
      ...[500, 502, 504].map((status) => ({
        breaks: `${status} is final`,
        file: `${HTTP}/retry.ts`,
        from: '[501, 505, undefined]',
        to: `[501, ${status}, 505, undefined]`,
        tests: [faults],
      })),
      {
        breaks: 'a request without an answer is final',
        file: `${HTTP}/retry.ts`,
        from: "return verb !== 'POST';",
        to: 'return false;',
        tests: [faults],
      },
      {
        breaks: 'a request without an answer is final for PUT',
        file: `${HTTP}/retry.ts`,
        from: "return verb !== 'POST';",
        to: "return verb !== 'POST' && verb !== 'PUT';",
        tests: [retries],
      },
      {
        breaks: 'a server that sends a byte now and then is waited for without end',
        file: `${HTTP}/wait.ts`,
        from: 'cancelled === undefined ? [time] : [time, cancelled]',
        to: 'cancelled === undefined ? [] : [cancelled]',
        tests: [faults],
      },
    ],
  },
  {
    promise: '… a create only when it cannot have arrived',
    mutants: [
      {
        breaks: 'a create is repeated when no answer came',
        file: `${HTTP}/retry.ts`,
        from: "return verb !== 'POST';",
        to: 'return true;',
        tests: [retries],
      },
      {
        breaks: 'a create is repeated after 500, 502 and 504',
        file: `${HTTP}/retry.ts`,
        from: "(verb !== 'POST' || !mayBeDone(failure))",
        to: 'true',
        tests: [retries],
      },
      {
        breaks: 'a create is not repeated when it was not even connected',
        file: `${HTTP}/retry.ts`,
        from: 'return mayPass(failure);',
        to: "return verb !== 'POST' && mayPass(failure);",
        tests: [retries],
      },
      {
        breaks: 'a cut connection counts as one that was never made',
        file: `${HTTP}/judge.ts`,
        from: '/^(ECONNREFUSED|ENOTFOUND|',
        to: '/^(ECONNRESET|ECONNREFUSED|ENOTFOUND|',
        tests: [faults],
      },
    ],
  },
  {
    promise: '`Retry-After` in seconds or as a date',
    mutants: [
      {
        breaks: 'seconds are not understood',
        file: `${HTTP}/message.ts`,
        from: 'return Math.ceil(Number(text) * 1000);',
        to: 'return undefined;',
        tests: [faults],
      },
      {
        breaks: 'seconds are taken for milliseconds',
        file: `${HTTP}/message.ts`,
        from: 'Number(text) * 1000',
        to: 'Number(text)',
        tests: [faults],
      },
      {
        breaks: 'a date is not understood',
        file: `${HTTP}/message.ts`,
        from: 'Math.max(0, date - now)',
        to: 'undefined',
        tests: [faults],
      },
      {
        breaks: 'the header is not read',
        file: `${HTTP}/message.ts`,
        from: "header('retry-after')",
        to: "header('retry')",
        tests: [faults],
      },
      {
        breaks: 'it is not waited for',
        file: `${HTTP}/retry.ts`,
        from: 'failure.retryAfterMs !== undefined',
        to: 'false',
        tests: [retries],
      },
      {
        breaks: 'jitter shortens it',
        file: `${HTTP}/retry.ts`,
        from: '(1 + JITTER * Math.random())',
        to: '(1 - JITTER)',
        tests: [retries],
      },
    ],
  },
  {
    promise:
      '… else doubling waits with jitter, long enough together to outlast a 60 s window for a rate limit; a handful of tries else',
    mutants: [
      {
        breaks: 'the waits do not double',
        file: `${HTTP}/retry.ts`,
        from: ' * 2 ** (count - 1)',
        to: '',
        tests: [faults],
      },
      {
        breaks: 'the waits have no jitter',
        file: `${HTTP}/limits.ts`,
        from: 'JITTER = 0.25',
        to: 'JITTER = 0',
        tests: [retries],
      },
      {
        breaks: 'tries at the rate limit are as few as others',
        file: `${HTTP}/retry.ts`,
        from: 'atRateLimit ? TRIES_AT_RATE_LIMIT : TRIES',
        to: 'TRIES',
        tests: [faults],
      },
      {
        breaks: 'tries at the rate limit end within the minute',
        file: `${HTTP}/limits.ts`,
        from: 'TRIES_AT_RATE_LIMIT = 9',
        to: 'TRIES_AT_RATE_LIMIT = 6',
        tests: [retries],
      },
      {
        breaks: 'waits at the rate limit are too short for the minute',
        file: `${HTTP}/limits.ts`,
        from: 'LONGEST_WAIT_MS = 32_000',
        to: 'LONGEST_WAIT_MS = 4_000',
        tests: [retries],
      },
      {
        breaks: 'other tries are many',
        file: `${HTTP}/limits.ts`,
        from: ' TRIES = 4',
        to: ' TRIES = 12',
        tests: [faults],
      },
    ],
  },
  {
    promise: 'Cancelling the workflow stops the waiting at once',
    mutants: [
      {
        breaks: 'the wait before a retry goes on',
        file: `${HTTP}/client.ts`,
        from: 'await wait(pause, cancelled)',
        to: 'await wait(pause)',
        tests: [cancelling],
      },
      {
        breaks: 'the wait for a turn goes on',
        file: `${HTTP}/pacer.ts`,
        from: 'await firstOf(Promise.race([turn, change]), cancelled);',
        to: 'await turn;',
        tests: [cancelling],
      },
      {
        breaks: 'the wait for the end of another goes on',
        file: `${HTTP}/pacer.ts`,
        from: 'await firstOf(Promise.race([turn, change]), cancelled);',
        to: 'await (pause === undefined ? change : firstOf(Promise.race([turn, change]), cancelled));',
        tests: [pacer],
      },
      {
        breaks: 'a wait ends not at once, but when its slice is over',
        file: `${HTTP}/wait.ts`,
        from: 'await firstOf(sleep(Math.min(left, WAIT_SLICE_MS)), cancelled);',
        to: 'await sleep(Math.min(left, WAIT_SLICE_MS));',
        tests: [waiting],
      },
      {
        breaks: 'a request under way goes on',
        file: `${HTTP}/wait.ts`,
        from: '[time, cancelled]',
        to: '[time]',
        tests: [cancelling],
      },
      {
        breaks: 'a request that begins when the run is cancelled already goes on',
        file: `${HTTP}/wait.ts`,
        from: 'if (cancelled?.aborted) stop();',
        to: '',
        tests: [deadlines],
      },
      {
        breaks: 'a request that is over still listens to the run',
        file: `${HTTP}/wait.ts`,
        from: "cause.removeEventListener('abort', stop);",
        to: '',
        tests: [deadlines],
      },
      {
        breaks: 'the run goes on to the next items under Continue',
        file: `${RUN}/itemResults.ts`,
        from: 'result.problem.cancelled || ',
        to: '',
        tests: [results],
      },
    ],
  },
  {
    promise: 'Said plainly: message = what happened, naming the contact',
    mutants: [
      {
        breaks: 'the contact is not named',
        file: `${PROBLEM}/explain.ts`,
        from: '`${subject} ${isUnsure',
        to: '`The contact ${isUnsure',
        tests: [deleting],
      },
      {
        breaks: 'the contact that was not found is not named',
        file: `${PROBLEM}/explain.ts`,
        from: '`${subject} was not found',
        to: '`The contact was not found',
        tests: [deleting],
      },
      {
        breaks: 'a deletion that may have happened is told as one that did not',
        file: `${PROBLEM}/explain.ts`,
        from: 'isUnsure ? task.unsure : task.undone',
        to: 'task.undone',
        tests: [faults],
      },
      {
        breaks: 'an answer that does not bear a deletion out is told as none',
        file: `${PROBLEM}/failure.ts`,
        from: "kind === 'silent' || kind === 'unsaid'",
        to: "kind === 'silent'",
        tests: [deleting],
      },
      {
        breaks: 'what happened is not told',
        file: `${PROBLEM}/explain.ts`,
        from: ': ${reason}`',
        to: '`',
        tests: [faults],
      },
      {
        breaks: "n8n's own words stand in place of the message",
        file: `${PROBLEM}/problem.ts`,
        from: 'error.message = message;',
        to: '',
        tests: [hostile],
      },
    ],
  },
  {
    promise:
      "… description = Kore's own words (every entry of the list, cleaned, shortened, no markup)",
    mutants: [
      {
        breaks: "Kore's words are left out",
        file: `${PROBLEM}/explain.ts`,
        from: '[quoted(failure), detail, next]',
        to: '[detail, next]',
        tests: [deleting],
      },
      {
        breaks: 'only the first entry is told',
        file: `${HTTP}/words.ts`,
        from: 'return value.flatMap(',
        to: 'return value.slice(0, 1).flatMap(',
        tests: [faults],
      },
      {
        breaks: 'JSON in an entry is told as JSON',
        file: `${HTTP}/words.ts`,
        from: 'const inner = /^\\s*[[{]/.test(value) ?',
        to: 'const inner = value === undefined ?',
        tests: [faults],
      },
      {
        breaks: 'control characters and line breaks are kept',
        file: `${HTTP}/words.ts`,
        from: ".replace(/[\\p{Cc}\\p{Cf}\\s]+/gu, ' ')",
        to: '',
        tests: [faults],
      },
      {
        breaks: 'the words are not shortened',
        file: `${HTTP}/words.ts`,
        from: 'characters.length > WORDS_LENGTH',
        to: 'false',
        tests: [faults],
      },
      {
        breaks: 'markup is kept',
        file: `${HTTP}/words.ts`,
        from: ".replace(/<[^>]*>/g, ' ')",
        to: '',
        tests: [faults],
      },
    ],
  },
  {
    promise: '… and what to do next',
    mutants: [
      {
        breaks: 'what to do next is left out',
        file: `${PROBLEM}/explain.ts`,
        from: '[quoted(failure), detail, next]',
        to: '[quoted(failure), detail]',
        tests: [deleting],
      },
      {
        breaks: 'what an answer lacks is left out',
        file: `${PROBLEM}/explain.ts`,
        from: '[quoted(failure), detail, next]',
        to: '[quoted(failure), next]',
        tests: [bulkRefusals],
      },
    ],
  },
  {
    promise: '401 names Client ID, secret, scope *Configuration*, and publishing the app',
    mutants: [
      {
        breaks: '401 is a request that was refused',
        file: `${HTTP}/judge.ts`,
        from: 'counts === 401 || ',
        to: '',
        tests: [faults],
      },
      {
        breaks: 'Client ID is not named',
        file: `${PROBLEM}/explain.ts`,
        from: 'Check Client ID, Client Secret and',
        to: 'Check Client Secret and',
        tests: [faults],
      },
      {
        breaks: 'the secret is not named',
        file: `${PROBLEM}/explain.ts`,
        from: 'Check Client ID, Client Secret and',
        to: 'Check Client ID and',
        tests: [faults],
      },
      {
        breaks: 'the scope is not named',
        file: `${PROBLEM}/explain.ts`,
        from: 'The JWT app needs the API scope Configuration, and scopes',
        to: 'Scopes',
        tests: [faults],
      },
      {
        breaks: 'publishing is not named',
        file: `${PROBLEM}/explain.ts`,
        from: ', and scopes take effect only after the app is published. Encrypt',
        to: '. Encrypt',
        tests: [faults],
      },
      {
        breaks: 'a wrong scope names no scope',
        file: `${PROBLEM}/explain.ts`,
        from: 'the API scope Configuration, then publish',
        to: 'its scope, then publish',
        tests: [faults],
      },
      {
        breaks: 'a wrong scope does not name publishing',
        file: `${PROBLEM}/explain.ts`,
        from: ', then publish the app: scopes take effect only after that.',
        to: '.',
        tests: [faults],
      },
      {
        breaks: 'a wrong scope does not name Client ID and secret',
        file: `${PROBLEM}/explain.ts`,
        from: ' If they are there, check that Client ID and Client Secret are those of this JWT app.',
        to: '',
        tests: [explaining],
      },
      {
        breaks: 'the Test button does not name them',
        file: 'credentials/KoreApi.credentials.ts',
        from: 'Check Client ID, Client Secret and Signing Algorithm against the JWT app, and',
        to: 'Check',
        tests: [testButton],
      },
    ],
  },
  {
    promise:
      'Never leaked: secret, private key and token appear in no output, error, log or saved execution',
    mutants: [
      {
        breaks: 'a token that Kore repeats stays',
        file: `${HTTP}/words.ts`,
        from: 'start === -1 ? part :',
        to: 'start < 9e9 ? part :',
        tests: [faults],
      },
      {
        breaks: 'a token in an answer gets into the output',
        file: `${HTTP}/message.ts`,
        from: 'const text = withoutTokens(',
        to: 'const text = String(',
        tests: [faults],
      },
      {
        breaks: 'a token in the address of a redirect gets into the error',
        file: `${HTTP}/words.ts`,
        from: 'const line = withoutTokens(',
        to: 'const line = String(',
        tests: [secrets],
      },
      {
        breaks: 'an exception of the network gets into the error, with the request',
        file: `${HTTP}/judge.ts`,
        from: "'unreachable' : 'silent', words: code }",
        to: "'unreachable' : 'silent', words: require('util').inspect(error, { depth: 9 }) }",
        tests: [exceptions],
      },
      {
        breaks: 'the signed request is logged',
        file: `${SIGNING}/request.ts`,
        from: 'delete signed.baseURL;',
        to: 'delete signed.baseURL;\n  console.log(signed);',
        tests: [secrets],
      },
      {
        breaks: 'the credential is logged',
        file: `${RUN}/session.ts`,
        from: 'return addressOf(',
        to: "console.log(await caller.getCredentials('koreApi'));\n    return addressOf(",
        tests: [secrets],
      },
      {
        breaks: 'a key that can not sign is quoted',
        file: `${SIGNING}/credentialToken.ts`,
        from: "can't sign with ${algorithm}. ${",
        to: "can't sign with ${algorithm}. '${typed}' ${",
        tests: [hostile],
      },
      {
        breaks: 'a secret that can not sign is quoted in the output',
        file: `${SIGNING}/credentialToken.ts`,
        from: "can't sign with ${algorithm}. ${",
        to: "can't sign with ${algorithm}. '${credential['secret']}' ${",
        tests: [secrets],
      },
    ],
  },
  {
    promise: 'Works as an AI tool (`usableAsTool: true`)',
    mutants: [
      {
        breaks: '`usableAsTool` is false',
        file: 'nodes/KoreContact/KoreContact.node.ts',
        from: 'usableAsTool: true',
        to: 'usableAsTool: false as unknown as true',
        tests: [asTool],
      },
      {
        breaks: '`usableAsTool` is left out',
        file: 'nodes/KoreContact/KoreContact.node.ts',
        from: 'usableAsTool: true,',
        to: '',
        tests: [asTool],
      },
    ],
  },
  {
    promise:
      'authenticate signs every single request afresh (`jti`, `iat`, `exp` a few minutes on)',
    mutants: [
      {
        breaks: 'all tokens have one `jti`',
        file: `${SIGNING}/token.ts`,
        from: 'jti: randomUUID(),',
        to: "jti: 'once',",
        tests: [deleting],
      },
      {
        breaks: 'there is no `jti`',
        file: `${SIGNING}/token.ts`,
        from: 'jti: randomUUID(),',
        to: '',
        tests: [deleting],
      },
      {
        breaks: 'there is no `exp`',
        file: `${SIGNING}/token.ts`,
        from: 'exp: now + LIFETIME_SECONDS,',
        to: '',
        tests: [deleting],
      },
      {
        breaks: '`exp` is hours away',
        file: `${SIGNING}/token.ts`,
        from: 'LIFETIME_SECONDS = 300',
        to: 'LIFETIME_SECONDS = 30_000',
        tests: [deleting],
      },
      {
        breaks: '`iat` is in the future for a slow clock',
        file: `${SIGNING}/token.ts`,
        from: 'now - CLOCK_SLACK_SECONDS',
        to: 'now + CLOCK_SLACK_SECONDS',
        tests: [tokens],
      },
    ],
  },
  {
    promise: '… sets `auth` and `accountId`',
    mutants: [
      {
        breaks: '`auth` is not set',
        file: `${SIGNING}/request.ts`,
        from: 'auth: await tokenFor(credential), accountId }',
        to: 'accountId }',
        tests: [deleting],
      },
      {
        breaks: '`accountId` is not set',
        file: `${SIGNING}/request.ts`,
        from: 'auth: await tokenFor(credential), accountId }',
        to: 'auth: await tokenFor(credential) }',
        tests: [deleting],
      },
    ],
  },
  {
    promise: "… and refuses to sign for any other origin than the credential's host",
    mutants: [
      {
        breaks: 'every origin is signed for',
        file: `${SIGNING}/request.ts`,
        from: 'url?.href.startsWith(`${origin}/`)',
        to: 'url !== undefined',
        tests: [credential],
      },
      {
        breaks: 'every port of the host is signed for',
        file: `${SIGNING}/request.ts`,
        from: 'url?.href.startsWith(`${origin}/`)',
        to: 'url?.hostname === new URL(origin).hostname',
        tests: [credential],
      },
      {
        breaks: 'every host that ends so is signed for',
        file: `${SIGNING}/request.ts`,
        from: 'url?.href.startsWith(`${origin}/`)',
        to: 'url?.origin.endsWith(new URL(origin).host)',
        tests: [origins],
      },
    ],
  },
  {
    promise: 'Redirects are not followed: a custom header would travel along',
    mutants: [
      {
        breaks: 'they are followed',
        file: `${SIGNING}/request.ts`,
        from: 'disableFollowRedirect: true',
        to: 'disableFollowRedirect: false',
        tests: [faults],
      },
      {
        breaks: 'they are followed in the older form',
        file: `${SIGNING}/request.ts`,
        from: 'followRedirect: false,',
        to: '',
        tests: [credential],
      },
      {
        breaks: 'they are followed in the older form where all are asked for',
        file: `${SIGNING}/request.ts`,
        from: 'followAllRedirects: false,',
        to: '',
        tests: [credential],
      },
    ],
  },
  {
    promise: 'Environment URL: a path, query, user info or anything that is no host is refused',
    mutants: [
      {
        breaks: 'a path is dropped',
        file: `${SIGNING}/address.ts`,
        from: "url.pathname.replace(/\\/+$/, '') !== ''",
        to: 'false',
        tests: [hostile],
      },
      {
        breaks: 'a query is dropped',
        file: `${SIGNING}/address.ts`,
        from: '/[?#]/.test(text)',
        to: 'false',
        tests: [hosts],
      },
      {
        breaks: 'user info is dropped',
        file: `${SIGNING}/address.ts`,
        from: "url.username !== '' || url.password !== '' || text.includes('@')",
        to: 'false',
        tests: [hostile],
      },
      {
        breaks: 'a backslash is taken for a slash',
        file: `${SIGNING}/address.ts`,
        from: '/[\\s\\\\\\p{Cc}\\p{Cf}]/u.test(text)',
        to: 'false',
        tests: [hosts],
      },
      {
        breaks: 'any scheme will do',
        file: `${SIGNING}/address.ts`,
        from: "url.protocol !== 'https:' && url.protocol !== 'http:'",
        to: 'false',
        tests: [hostile],
      },
    ],
  },
  {
    promise: '… plain `http` only for loopback, or with `allowInsecure`',
    mutants: [
      {
        breaks: 'http is allowed',
        file: `${SIGNING}/address.ts`,
        from: "url.protocol === 'http:' && !allowInsecure &&",
        to: 'false &&',
        tests: [hostile],
      },
      {
        breaks: 'http is allowed for a host that begins like loopback',
        file: `${SIGNING}/address.ts`,
        from: '|\\[::1\\])$/',
        to: '|\\[::1\\])/',
        tests: [hosts],
      },
      {
        breaks: '`allowInsecure` is ignored',
        file: `${SIGNING}/address.ts`,
        from: '!allowInsecure && ',
        to: '',
        tests: [hosts],
      },
    ],
  },
  {
    promise: 'By Phone Number: no match = "not found"; several matches = refused, naming them',
    mutants: [
      {
        breaks: 'the first of several is deleted',
        file: `${API}/contactList.ts`,
        from: 'contacts.length === 1',
        to: 'contacts.length >= 1',
        tests: [byPhone],
      },
      {
        breaks: 'several are not named',
        file: `${PROBLEM}/explain.ts`,
        from: "They are ${candidates.slice(0, NAMED).join(', ')}${rest}.",
        to: 'They are several.',
        tests: [byPhone],
      },
      {
        breaks: 'the end of a number is enough',
        file: `${CONTACT}/phone/phoneIndex.ts`,
        from: 'push(this.byFull, full, contact);',
        to: 'push(this.byFull, full.slice(1), contact);',
        tests: [byPhone],
      },
      {
        breaks: 'a list that was not shown to its end is trusted',
        file: `${API}/contactList.ts`,
        from: '|| !this.end.ok',
        to: "|| (!this.end.ok && this.end.problem.kind !== 'incomplete')",
        tests: [byPhone],
      },
    ],
  },
  {
    promise: '… a contact that is `INACTIVE` never matches',
    mutants: [
      {
        breaks: 'it matches',
        file: `${CONTACT}/phone/phoneIndex.ts`,
        from: 'isDeleted(contact) ? undefined : storedPhone(contact)',
        to: 'storedPhone(contact)',
        tests: [byPhone],
      },
    ],
  },
  {
    promise: 'Dry Run sends no DELETE, and returns the contacts that would be deleted',
    mutants: [
      {
        breaks: 'it deletes',
        file: `${WORK}/delete.ts`,
        from: 'if (deletion.dryRun) return await preview(deletion);',
        to: '',
        tests: [dryRun],
      },
      {
        breaks: 'a run is one unless told otherwise',
        file: `${FORM}/options.ts`,
        from: "options['dryRun'] : false",
        to: "options['dryRun'] : true",
        tests: [deleting],
      },
      {
        breaks: 'it is taken for a run in earnest where the option is no boolean',
        file: `${FORM}/options.ts`,
        from: "if (typeof dryRun === 'boolean') {",
        to: '{',
        tests: [hostile],
      },
      {
        breaks: 'it says that they were deleted',
        file: `${WORK}/delete.ts`,
        from: 'deleted: false, dryRun: true',
        to: 'deleted: true, dryRun: true',
        tests: [dryRun],
      },
      {
        breaks: 'a contact that is deleted already would be deleted',
        file: `${API}/contactList.ts`,
        from: 'isDeleted(contact) ? failed(MISSING) : ',
        to: '',
        tests: [dryRun],
      },
    ],
  },
  {
    promise: 'A field that is taken from the item is what n8n would give',
    mutants: [
      {
        breaks: 'n8n is never asked',
        file: `${RUN}/fieldReader.ts`,
        from: 'if (field.isTrusted) return taken;',
        to: 'return taken;',
        tests: [fieldReading],
      },
      {
        breaks: 'what n8n said does not matter',
        file: `${RUN}/fieldReader.ts`,
        from: 'field.isTrusted = isSame(taken, evaluated);',
        to: 'field.isTrusted = true;',
        tests: [fieldReading],
      },
      {
        breaks: 'n8n is asked for every item',
        file: `${RUN}/fieldReader.ts`,
        from: 'field.isTrusted = isSame(taken, evaluated);\n    if (!field.isTrusted) this.fields.set(name, undefined);',
        to: '',
        tests: [fieldReading],
      },
      {
        breaks: 'a field that n8n reads otherwise is tried for every item',
        file: `${RUN}/fieldReader.ts`,
        from: 'if (!field.isTrusted) this.fields.set(name, undefined);',
        to: '',
        tests: [fieldReading],
      },
      {
        breaks: 'the options of the first item are those of all',
        file: `${RUN}/session.ts`,
        from: 'if (!differ) same = item;',
        to: 'same = item;',
        tests: [fieldReading, deletingMany],
      },
      {
        breaks: 'n8n is asked for the options of every item',
        file: `${RUN}/session.ts`,
        from: 'if (!differ) same = item;',
        to: '',
        tests: [fieldReading],
      },
      {
        breaks: 'all items get the value of the first',
        file: `${RUN}/fieldReader.ts`,
        from: 'getInputData()[itemIndex]?.json',
        to: 'getInputData()[0]?.json',
        tests: [fieldReading, deleting],
      },
      {
        breaks: 'only the first step of a path is taken',
        file: `${RUN}/fieldReader.ts`,
        from: 'value = value[key];\n    }',
        to: 'value = value[key];\n      break;\n    }',
        tests: [fieldReading],
      },
    ],
  },
  {
    promise: 'Two items with one contact are one deletion, whatever else they ask for',
    mutants: [
      {
        breaks: 'they are two',
        file: `${WORK}/delete.ts`,
        from: 'if (other !== undefined) return structuredClone(await other);',
        to: '',
        tests: [deleting],
      },
      {
        breaks: 'they are two where they give two timeouts',
        file: `${WORK}/delete.ts`,
        from: '`${app.client.streamId} ${id}`',
        to: '`${app.client.streamId} ${id} ${timeout}`',
        tests: [deleting],
      },
      {
        breaks: 'they are two in Delete Many where they give two timeouts',
        file: `${RUN}/session.ts`,
        from: "const app = account.app(options['streamId']);",
        to: "const own = account.app(options['streamId']);\n      const app = 'timeout' in options ? { ...own } : own;",
        tests: [deletingMany],
      },
    ],
  },
  {
    promise: 'A batch is believed only as far as its answer names each contact',
    mutants: [
      {
        breaks: 'an answer that names nobody counts as done',
        file: `${API}/bulkAnswer.ts`,
        from: 'if (success !== undefined || failure === undefined) return failed(UNSAID);',
        to: 'if (done.exact.size + refused.exact.size === 0) return succeeded({});\n    if (success !== undefined || failure === undefined) return failed(UNSAID);',
        tests: [bulkRefusals],
      },
      {
        breaks: 'an answer without lists counts as done',
        file: `${API}/bulkAnswer.ts`,
        from: ': failed(UNSAID);\n    return () => result;',
        to: ': succeeded({});\n    return () => result;',
        tests: [bulkRefusals],
      },
      {
        breaks: 'a contact that it does not name counts as done',
        file: `${API}/bulkAnswer.ts`,
        from: 'if (success !== undefined || failure === undefined) return failed(UNSAID);',
        to: 'if (failure === undefined) return succeeded({});\n    if (success !== undefined) return failed(UNSAID);',
        tests: [bulkRefusals],
      },
      {
        breaks: 'a contact that it names as done and as failed counts as done',
        file: `${API}/bulkAnswer.ts`,
        from: 'success !== undefined && failure === undefined',
        to: 'success !== undefined',
        tests: [bulkAnswers],
      },
      {
        breaks: 'a refusal that names nobody counts as the answer for each contact',
        file: `${API}/bulkAnswer.ts`,
        from: 'recordsIn(failedRecords).exact.size > 0',
        to: 'recordsIn(failedRecords).exact.size >= 0',
        tests: [bulkRefusals],
      },
    ],
  },
  ...bisectPromises,
  ...dataPromises,
  ...filePromises,
  ...editorPromises,
  ...judgePromises,
  ...jwePromises,
  ...listPromises,
  ...phonePromises,
  ...triggerPromises,
  ...syncPromises,
];
