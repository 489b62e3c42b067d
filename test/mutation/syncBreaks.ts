import type { Promised } from './mutants';

const syncing = 'test/integration/sync/sync.test.ts';
const guarding = 'test/integration/sync/guards.test.ts';
const faults = 'test/integration/sync/faults.test.ts';
const stopping = 'test/integration/sync/stops.test.ts';
const storing = 'test/integration/sync/storedForm.test.ts';
const asTool = 'test/integration/sync/asTool.test.ts';
const planning = 'test/unit/nodes/KoreContact/work/syncPlan.test.ts';
const forms = 'test/unit/nodes/shared/contact/storedForm.test.ts';
const safe = 'test/unit/nodes/shared/contact/protectedContacts.test.ts';

const WORK = 'nodes/KoreContact/work';
const FORM = 'nodes/KoreContact/form';
const CONTACT = 'nodes/shared/contact';
const OPERATION = 'nodes/KoreContact/actions/contact/sync.operation.ts';

/** What Sync must never do, and in which order it does the rest. */
export const syncPromises: Promised[] = [
  {
    promise: 'Sync writes nothing at all where its input or the list is not whole',
    mutants: [
      {
        breaks: 'a list that is not whole is taken for one that is empty',
        file: `${WORK}/sync.ts`,
        from: 'if (list.ok) return planSync(list.value,',
        to: 'if (!("never" in list)) return planSync(list.ok ? list.value : [],',
        tests: [guarding],
      },
      {
        breaks: 'an item that can not be read does not stop the node',
        file: OPERATION,
        from: 'throw errorOf(item.problem, context.getNode(), first);',
        to: 'return items;',
        tests: [guarding],
      },
      {
        breaks: 'an input of which no item can be read is gone on with',
        file: OPERATION,
        from: 'if (!items.some(({ ok }) => ok)) return report.onlyFailures(items);',
        to: '',
        tests: [guarding],
      },
      {
        breaks: 'items without a number are not told apart',
        file: OPERATION,
        from: 'const first = numberless[0] ?? bad[0];',
        to: 'const first = bad[0];',
        tests: [guarding],
      },
      {
        breaks: 'what the plan can not do for an item does not stop the node before it writes',
        file: `${WORK}/sync.ts`,
        from: 'if (report.stopped) return app.client.requests();\n  const refusal',
        to: 'const refusal',
        tests: [syncing],
      },
    ],
  },
  {
    promise: 'Sync writes nothing at all past a guard',
    mutants: [
      {
        breaks: 'a refusal is not heard',
        file: `${WORK}/sync.ts`,
        from: 'if (refusal !== undefined) throw new ProblemError(refusal);',
        to: '',
        tests: [guarding],
      },
      {
        breaks: 'Maximum Deletions guards nothing',
        file: `${WORK}/syncPlan.ts`,
        from: 'if (maxDeletions > 0 && count > maxDeletions) {',
        to: 'if (maxDeletions > 0 && count > there) {',
        tests: [guarding, planning],
      },
      {
        breaks: 'Maximum Deletions lets one more through',
        file: `${WORK}/syncPlan.ts`,
        from: 'count > maxDeletions',
        to: 'count > maxDeletions + 1',
        tests: [guarding, planning],
      },
      {
        breaks: 'the share guards nothing',
        file: `${WORK}/syncPlan.ts`,
        from: '100 * count > maxShare * there',
        to: 'count > there',
        tests: [guarding, planning],
      },
      {
        breaks: 'the share refuses what it just allows',
        file: `${WORK}/syncPlan.ts`,
        from: '100 * count > maxShare * there',
        to: '100 * count >= maxShare * there',
        tests: [guarding, planning],
      },
      {
        breaks: 'the share counts from any number of contacts on',
        file: `${WORK}/syncPlan.ts`,
        from: 'const SHARE_COUNTS_FROM = 10;',
        to: 'const SHARE_COUNTS_FROM = 0;',
        tests: [guarding, planning],
      },
      {
        breaks: 'the share counts from eleven contacts on',
        file: `${WORK}/syncPlan.ts`,
        from: 'const SHARE_COUNTS_FROM = 10;',
        to: 'const SHARE_COUNTS_FROM = 11;',
        tests: [guarding, planning],
      },
      {
        breaks: 'deleted contacts count as there',
        file: `${WORK}/syncPlan.ts`,
        from: 'there: active.length',
        to: 'there: there.length',
        tests: [guarding, planning],
      },
      {
        breaks: 'a share of 0 is taken',
        file: `${FORM}/syncFields.ts`,
        from: 'if (share >= 1 && share <= 100) return share;',
        to: 'if (share >= 0 && share <= 100) return share;',
        tests: [guarding],
      },
      {
        breaks: 'a share that an expression does not give is the usual one',
        file: `${FORM}/syncFields.ts`,
        from: "'maxDeletionShare' in options ? options['maxDeletionShare'] : USUAL_SHARE",
        to: "options['maxDeletionShare'] ?? USUAL_SHARE",
        tests: [guarding],
      },
    ],
  },
  {
    promise: 'Sync deletes nobody who should stay',
    mutants: [
      {
        breaks: 'contacts of the input go, too',
        file: `${WORK}/syncPlan.ts`,
        from: 'for (const { id } of contacts) kept.add(id);',
        to: '',
        tests: [syncing, planning],
      },
      {
        breaks: 'several with one number are not kept',
        file: `${WORK}/syncPlan.ts`,
        from: 'for (const { id } of contacts) kept.add(id);',
        to: 'for (const { id } of contacts.slice(0, 1)) kept.add(id);',
        tests: [syncing, planning],
      },
      {
        breaks: 'contacts without a number go',
        file: `${WORK}/syncPlan.ts`,
        from: ' || storedPhone(contact) === undefined',
        to: '',
        tests: [syncing, planning],
      },
      {
        breaks: 'deleted contacts are deleted again',
        file: `${WORK}/syncPlan.ts`,
        from: 'there.filter((contact) => !isDeleted(contact))',
        to: 'there.slice()',
        tests: [planning],
      },
      {
        breaks: 'protected contacts go',
        file: `${WORK}/syncPlan.ts`,
        from: "if (safe.has(contact.id.toLowerCase())) plan.held.push({ contact, reason: 'protected' });\n    else plan",
        to: 'plan',
        tests: [guarding],
      },
      {
        breaks: 'an ID in capitals protects nobody',
        file: `${CONTACT}/protectedContacts.ts`,
        from: 'contacts.ids.add(id.value.toLowerCase());',
        to: 'contacts.ids.add(id.value);',
        tests: [guarding, safe],
      },
      {
        breaks: 'digits that could be an ID protect no number',
        file: `${CONTACT}/protectedContacts.ts`,
        from: 'if (phone.ok) contacts.phones.push(phone.value);',
        to: 'if (phone.ok && !id.ok) contacts.phones.push(phone.value);',
        tests: [guarding, safe],
      },
      {
        breaks: 'an entry that is neither is passed over',
        file: `${CONTACT}/protectedContacts.ts`,
        from: 'if (!id.ok && !phone.ok) {',
        to: 'if (!id.ok && !phone.ok && text === "") {',
        tests: [guarding, safe],
      },
      {
        breaks: 'Leave deletes',
        file: `${WORK}/syncPlan.ts`,
        from: '  if (!deletes) return plan;\n',
        to: '',
        tests: [syncing, planning],
      },
    ],
  },
  {
    promise: 'Sync deletes last, and nobody where anything failed before',
    mutants: [
      {
        breaks: 'deletions come first',
        file: `${WORK}/sync.ts`,
        from: '  await carryOut(app, plan, run, {',
        to: '  await deleteAll(plan.deletions.splice(0), run, report);\n  await carryOut(app, plan, run, {',
        tests: [stopping],
      },
      {
        breaks: 'changes come before creations',
        file: `${WORK}/carryOut.ts`,
        from: '  await createIn(app, plan.creations, {',
        to: '  await replaceIn(app, plan.changes.splice(0), {\n    task: UPSERTING,\n    batchSize: updateSize,\n    stopped,\n    settle: changed,\n  });\n  await createIn(app, plan.creations, {',
        tests: [stopping],
      },
      {
        breaks: 'deletions are not held back',
        file: `${WORK}/sync.ts`,
        from: 'if (!report.holdsDeletions) await deleteAll(',
        to: 'await deleteAll(',
        tests: [guarding],
      },
      {
        breaks: 'no failure holds deletions back',
        file: `${WORK}/syncReport.ts`,
        from: 'if (!isSeveral) this.holdsDeletions = true;',
        to: '',
        tests: [guarding, faults],
      },
      {
        breaks: 'doubles hold every deletion back',
        file: `${WORK}/syncReport.ts`,
        from: 'if (!isSeveral) this.holdsDeletions = true;',
        to: 'this.holdsDeletions = true;',
        tests: [syncing],
      },
      {
        breaks: 'deletions that are held back are not told',
        file: `${WORK}/sync.ts`,
        from: "for (const contact of deletions) report.held(contact, 'failed');",
        to: '',
        tests: [guarding],
      },
      {
        breaks:
          'what failed before does not keep the deletions from being sent where the node stops',
        file: `${WORK}/sync.ts`,
        from: 'if (report.stopped) return app.client.requests();\n  hold(plan, report);\n  if (!report.holdsDeletions) await',
        to: 'hold(plan, report);\n  await',
        tests: [faults],
      },
    ],
  },
  {
    promise: 'A sync that runs keeps others from its app, and gives it free at every end',
    mutants: [
      {
        breaks: 'two run at once',
        file: `${WORK}/sync.ts`,
        from: 'if (underWay.has(app)) {',
        to: 'if (underWay.has(app) && app === "") {',
        tests: [stopping],
      },
      {
        breaks: 'an app is not given free after an error',
        file: `${WORK}/sync.ts`,
        from: '    return await work();\n  } finally {\n    underWay.delete(app);\n  }',
        to: '    const result = await work();\n    underWay.delete(app);\n    return result;\n  } finally {\n    // Nothing.\n  }',
        tests: [stopping],
      },
      {
        breaks: 'apps of two hosts keep each other out',
        file: `${WORK}/sync.ts`,
        from: 'const app = `${client.origin} ${client.streamId}`;',
        to: 'const app = client.streamId;',
        tests: [stopping],
      },
    ],
  },
  {
    promise: 'As a tool of an agent, Sync deletes nobody',
    mutants: [
      {
        breaks: 'the field is shown',
        file: `${FORM}/syncFields.ts`,
        from: "  displayOptions: { hide: { '@tool': [true] } },\n",
        to: '',
        tests: [asTool],
      },
      {
        breaks: 'Delete is not refused',
        file: `${FORM}/syncFields.ts`,
        from: 'if (deletes && isTool(context)) {',
        to: 'if (deletes && !deletes) {',
        tests: [asTool],
      },
      {
        breaks: 'an n8n that can not tell is relied on',
        file: `${FORM}/syncFields.ts`,
        from: 'isToolExecution?.call(context)',
        to: 'isToolExecution!.call(context)',
        tests: [asTool],
      },
    ],
  },
  {
    promise: "A second run writes nothing, Kore.ai's own form of a name included",
    mutants: [
      {
        breaks: 'what Kore.ai makes of a name is a change',
        file: `${WORK}/plan.ts`,
        from: ' || form.isSame(given[name], current[name])',
        to: ' || given[name] === current[name]',
        tests: [storing],
      },
      {
        breaks: 'what Kore.ai makes of a dialing prefix is a change',
        file: `${WORK}/plan.ts`,
        from: "given.extension === '' || isSamePrefix",
        to: "given.extension === '' || (isSamePrefix && given.extension === cellPhone.extension)",
        tests: [storing],
      },
      {
        breaks: 'a change of case counts for none before anything was seen',
        file: `${CONTACT}/storedForm.ts`,
        from: 'private losesCase = false;',
        to: 'private losesCase = true;',
        tests: [storing, forms],
      },
      {
        breaks: 'a change of spaces counts for none before anything was seen',
        file: `${CONTACT}/storedForm.ts`,
        from: 'private losesSpaces = false;',
        to: 'private losesSpaces = true;',
        tests: [storing, forms],
      },
      {
        breaks: 'nothing is learnt of a creation',
        file: `${WORK}/create.ts`,
        from: 'if (result.ok) storedFormIn(app.client).learn(creation.fields, result.value);',
        to: '',
        tests: [storing],
      },
      {
        breaks: 'nothing is learnt of a change',
        file: `${WORK}/replace.ts`,
        from: 'if (result.ok) storedFormIn(app.client).learn(entry.fields, result.value);',
        to: '',
        tests: [storing],
      },
      {
        breaks: 'what was created is not known again in small letters',
        file: `${WORK}/create.ts`,
        from: "isAlike(asText(contact['firstName']), fields.firstName)",
        to: "contact['firstName'] === fields.firstName",
        tests: [storing],
      },
    ],
  },
  {
    promise: 'What Sync did is told of each contact, and a dry run does nothing',
    mutants: [
      {
        breaks: 'a dry run writes',
        file: `${WORK}/sync.ts`,
        from: 'if (run.dryRun) {',
        to: 'if (run.dryRun && run.timeout === 0) {',
        tests: [syncing],
      },
      {
        breaks: 'items that differ are one contact',
        file: `${WORK}/syncPlan.ts`,
        from: 'if (others.every(({ value }) => saidBy(value) === said)) {',
        to: 'if (others.every(({ value }) => saidBy(value) !== "" || said !== "")) {',
        tests: [syncing],
      },
      {
        breaks: 'deleted contacts are linked by n8n to items of other contacts',
        file: 'nodes/shared/run/itemResults.ts',
        from: 'return linkedTo([], result);',
        to: 'return { json: linkedTo([], result).json };',
        tests: [syncing],
      },
      {
        breaks: 'Changes Only leaves nothing out',
        file: `${WORK}/syncReport.ts`,
        from: "what !== 'unchanged')",
        to: 'this.itemCount > 0)',
        tests: [syncing],
      },
      {
        breaks: 'a summary leaves failures out',
        file: `${WORK}/syncReport.ts`,
        from: 'this.results.set(itemIndex, failed(problem));\n      this.shown.add(itemIndex);',
        to: "this.results.set(itemIndex, failed(problem));\n      if (this.output !== 'summary') this.shown.add(itemIndex);",
        tests: [syncing],
      },
      {
        breaks: 'what changed is not told',
        file: `${WORK}/sync.ts`,
        from: 'return from === to ? [] :',
        to: 'return from !== to ? [] :',
        tests: [syncing],
      },
      {
        breaks: 'a node that stops does not tell whom it had deleted',
        file: `${WORK}/syncReport.ts`,
        from: "doneBefore(this.deletedIds, 'deleted')",
        to: "doneBefore([], 'deleted')",
        tests: [faults],
      },
    ],
  },
];
