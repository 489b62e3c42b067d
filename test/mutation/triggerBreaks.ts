import type { Promised } from './mutants';

const telling = 'test/integration/trigger/trigger.test.ts';
const remembering = 'test/integration/trigger/memory.test.ts';
const bounds = 'test/integration/trigger/bounds.test.ts';
const failures = 'test/integration/trigger/failures.test.ts';
const manual = 'test/integration/trigger/manual.test.ts';
const comparing = 'test/unit/nodes/KoreContactTrigger/compare.test.ts';
const events = 'test/unit/nodes/KoreContactTrigger/events.test.ts';
const memory = 'test/unit/nodes/KoreContactTrigger/memory.test.ts';
const budget = 'test/unit/nodes/KoreContactTrigger/budget.test.ts';
const excess = 'test/unit/nodes/shared/api/excess.test.ts';

const TRIGGER = 'nodes/KoreContactTrigger';

/** The rules of the trigger. */
export const triggerPromises: Promised[] = [
  {
    promise: 'The trigger tells nothing where nothing is remembered',
    mutants: [
      {
        breaks: 'a baseline is told',
        file: `${TRIGGER}/compare.ts`,
        from: 'this.known?.kinds.includes(kind) === true && ',
        to: '(this.known?.kinds.includes(kind) ?? true) && ',
        tests: [comparing, telling],
      },
      {
        breaks: 'what another version wrote is believed',
        file: `${TRIGGER}/memory.ts`,
        from: "saved['version'] !== VERSION",
        to: 'false',
        tests: [remembering],
      },
      {
        breaks: 'what was remembered of another app is believed',
        file: `${TRIGGER}/memory.ts`,
        from: "saved['source'] !== source",
        to: 'false',
        tests: [memory, remembering],
      },
      {
        breaks: 'the account is no part of where contacts are from',
        file: `${TRIGGER}/memory.ts`,
        from: 'hashOf([origin, accountId, streamId], SOURCE_LENGTH)',
        to: 'hashOf([origin, streamId], SOURCE_LENGTH)',
        tests: [memory],
      },
      {
        breaks: 'text that is no JSON is thrown at whoever polls',
        file: `${TRIGGER}/memory.ts`,
        from: '    return undefined;\n  }\n}\n\nfunction isKind',
        to: "    throw new Error('no JSON');\n  }\n}\n\nfunction isKind",
        tests: [memory, remembering],
      },
      {
        breaks: 'a contact without a mark is believed',
        file: `${TRIGGER}/seen.ts`,
        from: '`^[\\\\w-]{',
        to: '`^.{',
        tests: [memory, remembering],
      },
      {
        breaks: 'however many contacts are believed',
        file: `${TRIGGER}/memory.ts`,
        from: ' || contacts.length > 2 * MOST_CONTACTS',
        to: '',
        tests: [remembering],
      },
    ],
  },
  {
    promise: '… nothing from a list that is not whole, and remembers nothing of it',
    mutants: [
      {
        breaks: 'a list that broke off is compared',
        file: `${TRIGGER}/news.ts`,
        from: '  if (!read.ok) return read;\n',
        to: '',
        tests: [failures],
      },
      {
        breaks: 'an empty list is a thousand deletions',
        file: `${TRIGGER}/news.ts`,
        from: 'if (isEmpty && known',
        to: 'if (false && known',
        tests: [failures],
      },
    ],
  },
  {
    promise: '… a deletion once, when two readings lack the contact or one shows it inactive',
    mutants: [
      {
        breaks: 'it is told when one reading lacks the contact',
        file: `${TRIGGER}/compare.ts`,
        from: "if (isMissing(seen, 'no')) {",
        to: "if (isMissing(seen, 'no') && !this.tells('deleted')) {",
        tests: [comparing, telling],
      },
      {
        breaks: 'it is never told where the list does not show the contact',
        file: `${TRIGGER}/compare.ts`,
        from: "else if (isMissing(seen, 'once')) this.tell",
        to: "else if (isMissing(seen, 'untold')) this.tell",
        tests: [comparing, telling],
      },
      {
        breaks: 'a contact that is shown as inactive is in use',
        file: `${TRIGGER}/compare.ts`,
        from: 'if (isDeleted(contact)) {',
        to: 'if (false) {',
        tests: [comparing, telling],
      },
      {
        breaks: 'a contact that nobody knew is told as deleted',
        file: `${TRIGGER}/compare.ts`,
        from: "const isNews = seen !== undefined && !isMissing(seen, 'untold');\n      if (isNews) this.tell('deleted', contact, markIn(seen),",
        to: "const isNews = !isMissing(seen ?? '', 'untold');\n      if (isNews) this.tell('deleted', contact, markIn(seen ?? ''),",
        tests: [comparing, telling],
      },
      {
        breaks: 'contacts in another order are other contacts',
        file: `${TRIGGER}/seen.ts`,
        from: 'next !== undefined && idIn(next) === id',
        to: 'next !== undefined',
        tests: [comparing, telling],
      },
      {
        breaks: 'contacts that came in their order lack once another one did not',
        file: `${TRIGGER}/seen.ts`,
        from: 'this.all.slice(this.inOrder)',
        to: 'this.all',
        tests: [comparing, telling],
      },
      {
        breaks: 'a contact that lacked once lacks for ever',
        file: `${TRIGGER}/compare.ts`,
        from: "isMissing(seen, 'no') ? seen : seenAs(markIn(seen), 'no', contact.id)",
        to: 'seen',
        tests: [telling],
      },
    ],
  },
  {
    promise: '… no event of a kind that was not chosen when it was seen',
    mutants: [
      {
        breaks: 'what is chosen now is told, whatever was chosen before',
        file: `${TRIGGER}/compare.ts`,
        from: 'this.known?.kinds.includes(kind) === true',
        to: 'this.known !== undefined',
        tests: [comparing, remembering],
      },
      {
        breaks: 'what is not chosen is told',
        file: `${TRIGGER}/compare.ts`,
        from: ' && this.news.next.kinds.includes(kind)',
        to: '',
        tests: [comparing, telling],
      },
      {
        breaks: 'a contact that lacked when deletions were not told is told later',
        file: `${TRIGGER}/compare.ts`,
        from: "this.tells('deleted') ? 'once' : 'untold'",
        to: "'once'",
        tests: [comparing, remembering],
      },
      {
        breaks: 'one that the list then shows as inactive is told, too',
        file: `${TRIGGER}/compare.ts`,
        from: "seen !== undefined && !isMissing(seen, 'untold')",
        to: 'seen !== undefined',
        tests: [comparing],
      },
    ],
  },
  {
    promise: '… each event with an id that it alone has, and always',
    mutants: [
      {
        breaks: 'the state before is no part of it',
        file: `${TRIGGER}/events.ts`,
        from: '[contact.id, kind, before, after,',
        to: '[contact.id, kind, after,',
        tests: [events],
      },
      {
        breaks: 'the time is no part of it',
        file: `${TRIGGER}/events.ts`,
        from: "after, contact['updatedAt'] ?? null]",
        to: 'after]',
        tests: [events, telling],
      },
      {
        breaks: 'what is remembered does not tell two deletions of one contact apart',
        file: `${TRIGGER}/events.ts`,
        from: "hashOf(contact['updatedAt'] ?? null, STAMP_LENGTH)",
        to: 'hashOf(null, STAMP_LENGTH)',
        tests: [telling],
      },
      {
        breaks: 'a write that changed nothing is an event',
        file: `${TRIGGER}/events.ts`,
        from: 'phoneNumber, countryCode, status, createdAt].map',
        to: "phoneNumber, countryCode, status, createdAt, said['updatedAt']].map",
        tests: [events, telling],
      },
      {
        breaks: 'a name that is not there is one that is called so',
        file: `${TRIGGER}/events.ts`,
        from: '`\\0${JSON.stringify(value)}`',
        to: 'String(value)',
        tests: [events],
      },
    ],
  },
  {
    promise: '… no event twice, and loses none',
    mutants: [
      {
        breaks: 'what was told is not remembered',
        file: `${TRIGGER}/news.ts`,
        from: 'if (text !== memory[KEY]) memory[KEY] = text;',
        to: '',
        tests: [telling],
      },
      {
        breaks: 'what is remembered is assigned where n8n does not notice it',
        file: `${TRIGGER}/news.ts`,
        from: 'if (text !== memory[KEY]) memory[KEY] = text;',
        to: "memory['list'] ??= {};\n  Object.assign(memory['list'], { text });",
        tests: [remembering, telling],
      },
      {
        breaks: 'two polls of one node go on at once',
        file: `${TRIGGER}/news.ts`,
        from: 'if (underWay.has(poll)) return [];',
        to: '',
        tests: [remembering],
      },
      {
        breaks: 'a poll that is over keeps the next one from beginning',
        file: `${TRIGGER}/news.ts`,
        from: '.finally(() => underWay.delete(poll))',
        to: '',
        tests: [telling],
      },
    ],
  },
  {
    promise: 'A poll keeps within its requests and its time',
    mutants: [
      {
        breaks: 'a list that is too long is read all the same',
        file: `${TRIGGER}/reading.ts`,
        from: 'wanted: () => Infinity, most }',
        to: 'wanted: () => Infinity }',
        tests: [bounds],
      },
      {
        breaks: 'that each page begins with the last contact of the one before is not counted',
        file: 'nodes/shared/api/excess.ts',
        from: 'Math.max(1, length - 1)',
        to: 'length',
        tests: [excess, bounds],
      },
      {
        breaks: 'a list that tells no total is read for ever',
        file: 'nodes/shared/api/excess.ts',
        from: 'if (requests < most) return undefined;',
        to: 'return undefined;',
        tests: [excess, bounds],
      },
      {
        breaks: 'requests that are repeated are not counted',
        file: 'nodes/shared/http/client.ts',
        from: 'allowance.left-- <= 0',
        to: 'allowance.left <= 0',
        tests: [bounds],
      },
      {
        breaks: 'more requests than the minute has are not refused',
        file: `${TRIGGER}/reading.ts`,
        from: 'if (requestsPerMinute > 0 && most > requestsPerMinute) {',
        to: 'if (false) {',
        tests: [bounds],
      },
      {
        breaks: 'no time ends it',
        file: `${TRIGGER}/reading.ts`,
        from: 'cancelled: AbortSignal.timeout(budget), allowance',
        to: 'allowance',
        tests: [bounds],
      },
      {
        breaks: 'no second is kept in hand',
        file: `${TRIGGER}/budget.ts`,
        from: ' - IN_HAND_MS',
        to: '',
        tests: [budget],
      },
      {
        breaks: 'it takes the five minutes of the older scheduler',
        file: `${TRIGGER}/budget.ts`,
        from: 'Math.min(LONGEST_MS, told >= 0 ? told : LONGEST_MS)',
        to: '(told >= 0 ? told : LONGEST_MS)',
        tests: [budget],
      },
      {
        breaks: 'however many contacts are remembered',
        file: `${TRIGGER}/news.ts`,
        from: 'return comparison.inUse <= MOST_CONTACTS;',
        to: 'return true;',
        tests: [bounds],
      },
    ],
  },
  {
    promise: '… throws what a person has to mend at once, and what may pass the second time',
    mutants: [
      {
        breaks: 'what may pass is thrown at once',
        file: `${TRIGGER}/news.ts`,
        from: 'if (!mayPass || failures > 1) throw',
        to: 'if (failures > 0) throw',
        tests: [failures],
      },
      {
        breaks: 'what a person has to mend is logged first',
        file: `${TRIGGER}/news.ts`,
        from: 'if (!mayPass || failures > 1) throw',
        to: 'if (failures > 1) throw',
        tests: [failures],
      },
      {
        breaks: 'failures are swallowed for ever',
        file: `${TRIGGER}/news.ts`,
        from: 'if (!mayPass || failures > 1) throw',
        to: 'if (!mayPass) throw',
        tests: [failures],
      },
      {
        breaks: 'a success does not begin the count anew',
        file: `${TRIGGER}/news.ts`,
        from: '    failuresInARow.delete(poll);\n',
        to: '',
        tests: [failures],
      },
      {
        breaks: 'the first failure is told nobody',
        file: `${TRIGGER}/news.ts`,
        from: 'context.logger.warn(',
        to: 'void (',
        tests: [failures],
      },
    ],
  },
  {
    promise: 'A test of the trigger in the editor reads and writes nothing that is remembered',
    mutants: [
      {
        breaks: 'a test polls as the schedule does',
        file: `${TRIGGER}/KoreContactTrigger.node.ts`,
        from: "this.getMode() === 'manual' ? sampleOf(this) : newsOf(this)",
        to: 'newsOf(this)',
        tests: [manual],
      },
      {
        breaks: 'a test shows who is deleted',
        file: `${TRIGGER}/sample.ts`,
        from: '!isDeleted(contact)',
        to: 'contact !== undefined',
        tests: [manual],
      },
    ],
  },
];
