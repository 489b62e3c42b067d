import { contactAnswer } from './answers';
import { contactNotFound, invalidArguments, Refusal } from './failures';
import { isRecord, readFields } from './fields';
import { refusalText } from './store';
import type { ContactStore } from './store';
import type { Switches } from './switches';

/** The answer to a bulk call. */
export interface BulkAnswer {
  status: number;
  body: {
    totalRequested: number;
    successful: number;
    failed: number;
    successfulRecords: unknown[];
    failedRecords: unknown[];
  };
}

interface Step {
  id: string;
  /** Throws the Refusal that doing it would meet; changes nothing. */
  check: () => void;
  /** @returns the entry of `successfulRecords` */
  act: () => unknown;
}

/**
 * `DELETE /contacts/bulk-delete` (D).
 *
 * @param body the parsed request body
 * @throws Refusal 412 for a bad body, `bulkRefusal` if the call is refused as a whole
 */
export function bulkDelete(body: unknown, store: ContactStore, switches: Switches): BulkAnswer {
  const ids = isRecord(body) ? body['ids'] : undefined;
  if (!Array.isArray(ids) || ids.length === 0) throw invalidArguments('ids must be a list');
  const seen = new Set<string>();
  const steps = ids.map((id: unknown): Step => {
    if (typeof id !== 'string') throw invalidArguments('an id must be a text');
    const again = seen.has(id);
    seen.add(id);
    return {
      id,
      check: () => {
        const contact = store.find(id);
        const inactive = contact?.status === 'INACTIVE' || again;
        const refused = inactive && switches.bulkDeleteInactive === 'failed';
        if (contact === undefined || refused) throw contactNotFound(404);
      },
      act: () => {
        if (store.find(id)?.status === 'ACTIVE') store.delete(id);
        return switches.bulkIdForm === 'bare' ? id : { [switches.bulkIdForm]: id };
      },
    };
  });
  return run(steps, switches);
}

/**
 * `PUT /contacts/bulk-update` (D).
 *
 * @param body the parsed request body
 * @throws Refusal 412 for a bad body, `bulkRefusal` if the call is refused as a whole
 */
export function bulkUpdate(body: unknown, store: ContactStore, switches: Switches): BulkAnswer {
  if (!Array.isArray(body) || body.length === 0) throw invalidArguments('body must be a list');
  const steps = body.map((entry: unknown): Step => {
    const id = isRecord(entry) ? entry['id'] : undefined;
    if (typeof id !== 'string') throw invalidArguments('id must be a text');
    const fields = readFields(entry, switches.bulkUpdateRequired, switches);
    return {
      id,
      check: () => store.checkUpdate(id, fields),
      act: () => ({
        [switches.bulkIdForm === '_id' ? '_id' : 'id']: id,
        contact: contactAnswer(store.update(id, fields), 'update', '_id'),
      }),
    };
  });
  return run(steps, switches);
}

function run(steps: Step[], switches: Switches): BulkAnswer {
  if (steps.length > switches.bulkMax) {
    const words = switches.bulkMaxSaid
      ? `At most ${switches.bulkMax} contacts are allowed`
      : 'Payload is not accepted';
    throw new Refusal(switches.bulkRefusal, words);
  }
  if (switches.bulkPartial === 'all-or-nothing') {
    for (const { check } of steps) {
      const reason = attempt(check);
      if ('refused' in reason) {
        throw new Refusal(switches.bulkRefusal, switches.refusalWords || reason.refused);
      }
    }
  }
  const successfulRecords: unknown[] = [];
  const failedRecords: unknown[] = [];
  for (const [index, { id, check, act }] of steps.entries()) {
    if (index >= switches.bulkBreaksAfter) throw new Refusal(500, 'Internal Server Error');
    const outcome = attempt(() => {
      check();
      return act();
    });
    if ('done' in outcome) successfulRecords.push(outcome.done);
    else if (switches.bulkPartial !== 'silent') {
      failedRecords.push(failedRecord(id, outcome.refused, switches.failedRecordShape));
    }
  }
  return {
    status: failedRecords.length > 0 ? switches.bulkStatus : 200,
    body: {
      totalRequested: steps.length,
      successful: successfulRecords.length,
      failed: failedRecords.length,
      successfulRecords,
      failedRecords,
    },
  };
}

function attempt(action: () => unknown): { done: unknown } | { refused: string } {
  try {
    return { done: action() };
  } catch (error) {
    return { refused: refusalText(error) };
  }
}

function failedRecord(id: string, reason: string, shape: Switches['failedRecordShape']): unknown {
  switch (shape) {
    case 'id-error':
      return { id, error: reason };
    case '_id-message':
      return { _id: id, message: reason };
    case 'bare-id':
      return id;
    case 'id-msg':
      return { id, msg: reason };
    case 'id-reason':
      return { id, reason };
    case 'id-errors':
      return { id, errors: [{ msg: reason }] };
  }
}
