import type { Promised } from './mutants';

const updating = 'test/integration/update/update.test.ts';
const upserting = 'test/integration/upsert/upsert.test.ts';
const updatingPhones = 'test/integration/update/phone.test.ts';
const guards = 'test/integration/deleteMany/guards.test.ts';
const files = 'test/integration/importCsv/files.test.ts';
const creating = 'test/integration/create/create.test.ts';
const prefixes = 'test/unit/nodes/shared/contact/dialingPrefix.test.ts';
const requests = 'test/unit/credentials/signing/request.test.ts';
const ids = 'test/unit/nodes/shared/contact/id.test.ts';
const listing = 'test/integration/getAll/getAll.test.ts';
const times = 'test/unit/nodes/KoreContact/form/time.test.ts';
const dryRuns = 'test/integration/delete/dryRun.test.ts';
const pacer = 'test/unit/nodes/shared/http/pacer.test.ts';
const hints = 'test/unit/nodes/shared/run/hint.test.ts';

const CONTACT = 'nodes/shared/contact';
const FORM = 'nodes/KoreContact/form';
const ACTIONS = 'nodes/KoreContact/actions/contact';
const REQUEST = 'credentials/signing/request.ts';

/** What people give, and what of a contact goes back as it is. */
export const dataPromises: Promised[] = [
  {
    promise: 'What of a contact is not changed goes back as it is',
    mutants: [
      {
        breaks: 'a full name always follows the names',
        file: `${CONTACT}/fields.ts`,
        from: "(isSame && text(current?.['fullName'])) ||",
        to: '',
        tests: [updating],
      },
      {
        breaks: 'a full name never follows the names',
        file: `${CONTACT}/fields.ts`,
        from: "(isSame && text(current?.['fullName'])) ||",
        to: "text(current?.['fullName']) ||",
        tests: [updating, upserting],
      },
      {
        breaks: 'a number that was stored as one is lost',
        file: `${CONTACT}/fields.ts`,
        from: ' || Number.isFinite(value)',
        to: '',
        tests: [updatingPhones],
      },
    ],
  },
  {
    promise: 'Contacts are counted by app, and found in whatever case their id is',
    mutants: [
      {
        breaks: 'Maximum Contacts takes one number in two apps for one contact',
        file: `${ACTIONS}/deleteMany.operation.ts`,
        from: '`${app.client.streamId} ${subjectOf(target)}`',
        to: 'subjectOf(target)',
        tests: [guards],
      },
      {
        breaks: 'an import refuses a number of a file for another app',
        file: `${ACTIONS}/importCsv.operation.ts`,
        from: 'takenIn.get(app) ?? new Map<string, string>()',
        to: '[...takenIn.values()][0] ?? new Map<string, string>()',
        tests: [files],
      },
      {
        breaks: 'an id in capitals is not found',
        file: 'nodes/shared/api/contactList.ts',
        from: ' ?? this.byId.get(id.toLowerCase())',
        to: '',
        tests: [dryRuns],
      },
    ],
  },
  {
    promise: 'A line whose cells have moved, and what is no dialing prefix, are refused',
    mutants: [
      {
        breaks: 'a line may have more cells than the header',
        file: `${FORM}/csvInput.ts`,
        from: 'if (isTooWide(row)) throw tooWide();',
        to: '',
        tests: [files],
      },
      {
        breaks: 'empty cells at the end count',
        file: `${FORM}/csvInput.ts`,
        from: "cells.findLastIndex((cell) => cell !== '') + 1",
        to: 'cells.length',
        tests: [files],
      },
      {
        breaks: "a phone's extension is one",
        file: `${CONTACT}/dialingPrefix.ts`,
        from: '(BARE_CODE.test(prefix) && isOwnCode)',
        to: 'BARE_CODE.test(prefix)',
        tests: [prefixes, files, creating],
      },
    ],
  },
  {
    promise: 'The credential alone says whether certificates are checked',
    mutants: [
      ...['skipSslCertificateValidation: !isChecked,', 'rejectUnauthorized: isChecked,'].map(
        (from) => ({
          breaks: `the request does, by ${from.split(':')[0]}`,
          file: REQUEST,
          from: `    ${from}\n`,
          to: '',
          tests: [requests],
        }),
      ),
      {
        breaks: 'the request does, by its options for the connection',
        file: REQUEST,
        from: '{ ...Object.fromEntries(kept), rejectUnauthorized: isChecked }',
        to: '{ rejectUnauthorized: isChecked, ...request.agentOptions }',
        tests: [requests],
      },
    ],
  },
  {
    promise: 'What nobody sees is dropped, and what a message can not show is named',
    mutants: [
      {
        breaks: 'an id keeps what nobody sees',
        file: `${CONTACT}/id.ts`,
        from: 'const id = visible(value).trim();',
        to: 'const id = value.trim();',
        tests: [ids],
      },
      {
        breaks: 'a bad id is shown as a perfect one',
        file: `${CONTACT}/id.ts`,
        from: "if (!ID.test(shown(value))) return '';",
        to: "if (value.length > 0) return '';",
        tests: [ids],
      },
      {
        breaks: 'a name of nothing else is one',
        file: `${FORM}/contactFields.ts`,
        from: "visible(value).trim() === '' ? '' : value.trim()",
        to: 'value.trim()',
        tests: [creating],
      },
    ],
  },
  {
    promise: "A time without a zone is in the workflow's, and only a date is one",
    mutants: [
      {
        breaks: 'it is in the time zone of the process',
        file: `${ACTIONS}/getAll.operation.ts`,
        from: 'context.getTimezone()',
        to: 'Intl.DateTimeFormat().resolvedOptions().timeZone',
        tests: [listing],
      },
      {
        breaks: 'the 30th of February is one',
        file: `${FORM}/time.ts`,
        from: ' || !new Date(asUtc).toISOString().startsWith(`${date}T${hours}`)',
        to: '',
        tests: [times],
      },
      {
        breaks: 'clocks that go back or forward are passed over',
        file: `${FORM}/time.ts`,
        from: '(!fits(before) && fits(after) ? after : before)',
        to: 'after',
        tests: [times],
      },
      {
        breaks: 'Status minds upper and lower case',
        file: `${FORM}/filters.ts`,
        from: "text('status').toUpperCase()",
        to: "text('status')",
        tests: [listing],
      },
    ],
  },
  {
    promise: 'A limit holds up nobody but its own requests, and the hint goes by it',
    mutants: [
      {
        breaks: 'who waits for more room holds up all who come later',
        file: 'nodes/shared/http/pacer.ts',
        from: 'if (this.untilFree(waiter.limit, now) !== 0) continue;',
        to: 'if (this.untilFree(waiter.limit, now) !== 0) break;',
        tests: [pacer],
      },
      {
        breaks: 'the hint compares with 60',
        file: 'nodes/shared/run/hint.ts',
        from: 'if (requests <= limit ||',
        to: 'if (requests <= KORE_LIMIT ||',
        tests: [hints],
      },
    ],
  },
];
