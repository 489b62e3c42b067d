import type { Promised } from './mutants';

const bisecting = 'test/unit/nodes/shared/run/batch/bisect.test.ts';
const creating = 'test/integration/create/bounded.test.ts';
const deletingMany = 'test/integration/deleteMany/bounded.test.ts';
const importing = 'test/integration/importCsv/bounded.test.ts';
const breaking = 'test/integration/node/breaker.test.ts';
const clocks = 'test/integration/create/clock.test.ts';
const deleting = 'test/integration/delete/faults.test.ts';

const RUN = 'nodes/shared/run';
const WORK = 'nodes/KoreContact/work';

/** What a refused batch costs, and when the rest of a run is not sent. */
export const bisectPromises: Promised[] = [
  {
    promise: 'A refused batch is sent in halves whatever the words are, with a bound',
    mutants: [
      {
        breaks: 'words about an app end the halving',
        file: `${RUN}/batch/refusals.ts`,
        from: "const isRefused = kind === 'refused' ||",
        to: "const isRefused = (kind === 'refused' && !/stream|account/i.test(words)) ||",
        tests: [bisecting, creating],
      },
      {
        breaks: 'what no contact is to blame for is halved',
        file: `${RUN}/batch/refusals.ts`,
        from: 'return isRefused && !CONCERN_EVERYTHING.includes(status);',
        to: 'return isRefused;',
        tests: [bisecting, deletingMany],
      },
      {
        breaks: 'a single refusal speaks for the rest of a batch',
        file: `${RUN}/batch/commonReason.ts`,
        from: 'const REFUSALS = 5;',
        to: 'const REFUSALS = 1;',
        tests: [bisecting],
      },
      {
        breaks: 'nothing speaks for the rest of a batch',
        file: `${RUN}/batch/commonReason.ts`,
        from: 'if (count >= REFUSALS && !this.hasAccepted)',
        to: 'if (count > 1_000_000)',
        tests: [bisecting, creating],
      },
      {
        breaks: 'a reason speaks for a batch of which a contact was accepted',
        file: `${RUN}/batch/commonReason.ts`,
        from: 'if (count >= REFUSALS && !this.hasAccepted)',
        to: 'if (count >= REFUSALS)',
        tests: [bisecting],
      },
      {
        breaks: 'a number that is taken speaks for other contacts',
        file: `${RUN}/batch/commonReason.ts`,
        from: '    if (isAboutOne(failure, names)) {\n      this.hasOwn = true;\n      return;\n    }\n',
        to: '',
        tests: [bisecting],
      },
      {
        breaks: 'names and numbers make words differ',
        file: `${RUN}/batch/refusals.ts`,
        from: 'const reason = withoutNames(words, names).replace(NUMBERS, TAKEN_OUT).toLowerCase();',
        to: 'const reason = words;',
        tests: [bisecting, creating],
      },
      {
        breaks: "another contact's name is shown",
        file: `${RUN}/batch/refusals.ts`,
        from: 'words: withoutNames(failure.words, names),\n    detail',
        to: 'words: failure.words,\n    detail',
        tests: [bisecting, creating],
      },
      {
        breaks: 'a name with a special character is an expression',
        file: `${RUN}/batch/refusals.ts`,
        from: "'\\\\$&'",
        to: "'$&'",
        tests: [creating],
      },
      {
        breaks: 'no contact of a further batch is asked first',
        file: `${RUN}/batch/commonReason.ts`,
        from: 'return this.batches >= BATCHES && this.refusals >= REFUSALS;',
        to: 'return false;',
        tests: [bisecting],
      },
      {
        breaks: 'the contact that is asked first speaks whatever the answer is',
        file: `${RUN}/batch/bisect.ts`,
        from: 'if (refusal !== undefined && this.learnt.common.isSame(refusal, names)) {',
        to: 'if (refusal !== undefined) {',
        tests: [bisecting],
      },
      {
        breaks: 'files of one import learn nothing from each other',
        file: `${WORK}/importFile.ts`,
        from: '    learnt.set(file.app, ofApp);\n',
        to: '',
        tests: [importing],
      },
      {
        breaks: 'all of a run is asked for one by one',
        file: `${RUN}/batch/commonReason.ts`,
        from: 'const SINGLE_REFUSALS = 100;',
        to: 'const SINGLE_REFUSALS = 10_000;',
        tests: [deleting],
      },
    ],
  },
  {
    promise: 'One reading of the list tells whom a refusal about one contact concerns',
    mutants: [
      {
        breaks: 'the list is not asked',
        file: `${RUN}/batch/bisect.ts`,
        from: 'const others = isOwn ? await this.notTold(entries, said) : entries;',
        to: 'const others = entries;',
        tests: [creating, deletingMany],
      },
      {
        breaks: 'a list that told nothing is read again',
        file: `${RUN}/batch/bisect.ts`,
        from: 'this.isTelling = left.length < entries.length;',
        to: '',
        tests: [bisecting],
      },
      {
        breaks: 'a list that can not be read makes contacts missing',
        file: `${WORK}/deleteMany.ts`,
        from: "if (found.ok || found.problem.kind !== 'missing') return false;",
        to: 'if (found.ok) return false;',
        tests: [deletingMany],
      },
    ],
  },
  {
    promise: 'A batch size that is too large is learnt once for a run',
    mutants: [
      {
        breaks: 'it is not learnt',
        file: `${RUN}/batch/bisect.ts`,
        from: 'if (accepted === entries.length) this.learnt.size.exceeded(entries.length, Math.max(...sizes));',
        to: '',
        tests: [bisecting, creating],
      },
      {
        breaks: 'a number in the words is not believed',
        file: `${RUN}/batch/batchSize.ts`,
        from: 'if (most > 0 && most < refused',
        to: 'if (most > 1_000_000 && most < refused',
        tests: [bisecting, deletingMany],
      },
      {
        breaks: 'one refusal is believed for ever',
        file: `${RUN}/batch/batchSize.ts`,
        from: 'if (this.isTrying || middle === this.fits) return this.fits;',
        to: 'return this.fits;',
        tests: [creating],
      },
    ],
  },
  {
    promise: 'What concerns everything in an app is met a handful of times',
    mutants: [
      {
        breaks: 'nothing ends it',
        file: `${RUN}/breaker.ts`,
        from: 'if (broken !== undefined) return failed(broken);',
        to: '',
        tests: [breaking],
      },
      {
        breaks: 'a token that had been accepted is not tried again',
        file: `${RUN}/breaker.ts`,
        from: 'if (!mayBeAccepted) return noted(outcome);',
        to: 'return noted(outcome);',
        tests: [breaking],
      },
      {
        breaks: 'a long Retry-After is met again',
        file: `${RUN}/breaker.ts`,
        from: "if (kind === 'unauthorized' || isLong ||",
        to: "if (kind === 'unauthorized' ||",
        tests: [breaking],
      },
      {
        breaks: 'an answer between does not count',
        file: `${RUN}/breaker.ts`,
        from: 'gotNowhere(outcome.problem) ? inVain + 1 : 0;',
        to: 'gotNowhere(outcome.problem) ? inVain + 1 : inVain;',
        tests: [breaking],
      },
      {
        breaks: 'what was not sent may have been done',
        file: 'nodes/shared/problem/failure.ts',
        from: 'if (unsent === true) return false;',
        to: '',
        tests: [breaking],
      },
      {
        breaks: 'creations that were sent are not looked up any more',
        file: `${RUN}/session.ts`,
        from: 'readAnew: () => new ContactList(bare),',
        to: 'readAnew: () => new ContactList(client),',
        tests: [breaking],
      },
    ],
  },
  {
    promise: 'What this run may have done is told as done, and nothing else',
    mutants: [
      {
        breaks: 'an older contact in the answer is a creation',
        file: `${WORK}/create.ts`,
        from: 'return isOlder(contact, since) ? failed(OLDER) : succeeded(contact);',
        to: 'return succeeded(contact);',
        tests: [creating],
      },
      {
        breaks: "Kore.ai's clock must be n8n's",
        file: `${WORK}/create.ts`,
        from: 'return client.timeAtService(startedAt)?.from;',
        to: 'return startedAt;',
        tests: [clocks],
      },
      {
        breaks: 'what may have been done does not go with the parts',
        file: `${RUN}/batch/bisect.ts`,
        from: '  if (!silent) return outcome;\n',
        to: '  if (!silent || outcome.ok || !outcome.ok) return outcome;\n',
        tests: [bisecting, deletingMany],
      },
    ],
  },
];
