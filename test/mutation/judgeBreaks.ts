import type { Promised } from './mutants';

const missing = 'test/integration/delete/missing.test.ts';
const said = 'test/integration/delete/said.test.ts';
const statuses = 'test/integration/delete/statuses.test.ts';
const judging = 'test/unit/nodes/shared/http/judge.test.ts';
const judgingMissing = 'test/unit/nodes/shared/http/judgeMissing.test.ts';
const clocks = 'test/unit/nodes/shared/http/clock.test.ts';

const HTTP = 'nodes/shared/http';
const PROBLEM = 'nodes/shared/problem';
const API = 'nodes/shared/api';

/** What an answer means, what is repeated, and what holds whatever the client does. */
export const judgePromises: Promised[] = [
  {
    promise: 'A contact is missing only where nothing else can be meant',
    mutants: [
      {
        breaks: 'one sentence about a missing contact is enough',
        file: `${HTTP}/missing.ts`,
        from: 'telling.every(',
        to: 'telling.some(',
        tests: [judgingMissing],
      },
      {
        breaks: 'a sentence may hold one about a contact',
        file: `${HTTP}/missing.ts`,
        from: 'new RegExp(`^(?:${pattern})$`)',
        to: 'new RegExp(`(?:${pattern})`)',
        tests: [judgingMissing],
      },
      {
        breaks: 'a 404 without words counts for every call',
        file: `${HTTP}/judge.ts`,
        from: 'return isGone && about !== undefined && saysNothing(body, text);',
        to: 'return isGone && saysNothing(body, text);',
        tests: [judgingMissing, missing],
      },
      {
        breaks: 'a 404 counts whatever it says',
        file: `${HTTP}/judge.ts`,
        from: 'about !== undefined && saysNothing(body, text);',
        to: 'about !== undefined;',
        tests: [judgingMissing, missing],
      },
      {
        breaks: "the text of any server is the API's",
        file: `${HTTP}/judge.ts`,
        from: 'return meansMissing(pieces, undefined);',
        to: 'return true;',
        tests: [judgingMissing, missing],
      },
    ],
  },
  {
    promise: "The service's words are not looked for in the names of people",
    mutants: [
      {
        breaks: 'a conflict may be a rate limit',
        file: `${HTTP}/judge.ts`,
        from: 'counts !== 409 && ',
        to: '',
        tests: [judging],
      },
    ],
  },
  {
    promise: 'A success is believed as far as it says so',
    mutants: [
      {
        breaks: 'what denies the deletion is one',
        file: `${HTTP}/success.ts`,
        from: "return isDenied(body) ? 'not done' : 'done';",
        to: "return 'done';",
        tests: [said],
      },
      {
        breaks: "what can't be read is a deletion",
        file: `${HTTP}/success.ts`,
        from: "saysDone(body, work) ? 'done' : 'unclear';",
        to: "saysDone(body, work) ? 'done' : 'done';",
        tests: [said],
      },
      {
        breaks: 'a web page in place of a success says that nothing was done',
        file: `${PROBLEM}/failure.ts`,
        from: "if (kind === 'notKore') return status < 300;",
        to: '',
        tests: [said],
      },
      {
        breaks: 'a status that says that it was done is a doubt',
        file: `${API}/oneAnswer.ts`,
        from: " && !saysDone(status, 'deleted')",
        to: '',
        tests: [said],
      },
      {
        breaks: 'a try that was answered 500 did nothing',
        file: `${HTTP}/client.ts`,
        from: 'silentBefore ||= mayBeDone(failure);',
        to: "silentBefore ||= failure.kind === 'silent';",
        tests: [statuses],
      },
    ],
  },
  {
    promise: 'What the node promises holds whatever the client, the proxy and the clocks do',
    mutants: [
      {
        breaks: 'the client alone ends a request',
        file: `${HTTP}/client.ts`,
        from: 'await firstOf(request, limit.signal);',
        to: 'await request;',
        tests: [statuses],
      },
      {
        breaks: 'a long wait is forgotten',
        file: `${HTTP}/client.ts`,
        from: 'if (held !== undefined) return failed(held);',
        to: '',
        tests: [statuses],
      },
      {
        breaks: 'a date is read against the clock of this machine',
        file: `${HTTP}/message.ts`,
        from: "timeIn(header('date')) ?? Date.now()",
        to: 'Date.now()',
        tests: [statuses],
      },
      {
        breaks: 'a wrong clock is not told',
        file: `${HTTP}/client.ts`,
        from: "failure.kind === 'unauthorized' && isWrong",
        to: 'false',
        tests: [statuses],
      },
      {
        breaks: "an exception without a code is the credential's",
        file: `${HTTP}/judge.ts`,
        from: 'OF_THE_CREDENTIAL.test(text)',
        to: 'text.length > 0',
        tests: [statuses],
      },
      {
        breaks: 'only some statuses are repeated',
        file: `${HTTP}/retry.ts`,
        from: '!NEVER_BETTER.includes(failure.status) &&',
        to: '[500, 502, 503, 504].includes(failure.status ?? 0) &&',
        tests: [statuses],
      },
      {
        breaks: 'a method that is not taken is a fault of the contact',
        file: `${HTTP}/judge.ts`,
        from: "return 'unsupported';",
        to: 'return undefined;',
        tests: [statuses],
      },
      {
        breaks: 'the last answer alone tells the time, as if there were one clock',
        file: `${HTTP}/clock.ts`,
        from: 'this.ahead = both.from <= both.to ? both : either;',
        to: 'this.ahead = told;',
        tests: [clocks],
      },
    ],
  },
];
