import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { countIn } from '../KoreContact/form/options';
import { asText, shown } from '../shared/contact/id';
import { badRun } from '../shared/problem/problem';
import { EVENT_KINDS, type EventKind } from './events';
import { REQUESTS_PER_POLL } from './fields';

/** What a person set in the trigger. */
export interface Settings {
  kinds: EventKind[];
  simplify: boolean;
  requestsPerPoll: number;
  options: IDataObject;
}

/** @throws ProblemError where a field can't be right */
export function readSettings(context: IPollFunctions): Settings {
  const options = context.getNodeParameter('options', {}) as IDataObject;
  return {
    kinds: kindsOf(context.getNodeParameter('events', [])),
    simplify: context.getNodeParameter('simplify', true) !== false,
    requestsPerPoll: countIn(options, 'requestsPerPoll', 'Requests per Poll', REQUESTS_PER_POLL, 1),
    options,
  };
}

function kindsOf(value: unknown): EventKind[] {
  const chosen: unknown[] = Array.isArray(value) ? value : [value];
  const unknown = chosen.find((one) => !EVENT_KINDS.some((kind) => kind === one));
  if (chosen.length === 0) throw badRun('No event is chosen', "Choose one or more in 'Events'.");
  if (unknown !== undefined) {
    throw badRun(
      `The event '${shown(asText(unknown))}' is not known`,
      "Choose from those that 'Events' shows, or update the node.",
    );
  }
  return EVENT_KINDS.filter((kind) => chosen.includes(kind));
}
