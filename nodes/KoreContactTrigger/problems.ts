import { mayPass as mayBeReached } from '../shared/http/judge';
import { explain, taskOf } from '../shared/problem/explain';
import type { Failure, FailureKind } from '../shared/problem/failure';
import type { Problem } from '../shared/problem/problem';
import { MOST_CONTACTS } from './memory';

/** Why a poll told nothing. */
export interface PollProblem {
  problem: Problem;
  /** Whether the next poll may well succeed; what a person has to mend does not pass. */
  mayPass: boolean;
}

/** What reading the list was bounded by, and how many requests it made. */
interface Bounds {
  most: number;
  made: number;
  /** In milliseconds. */
  budget: number;
}

const READING = taskOf('read');

const PASSING: FailureKind[] = [
  'cancelled',
  'changing',
  'incomplete',
  'rateLimit',
  'silent',
  'unavailable',
  'usedUp',
];

const NOTHING_LOST = 'What changes until then is told by the next poll that reads the whole list.';

/** Says why the list was not read. */
export function problemOfReading(failure: Failure, { most, made, budget }: Bounds): PollProblem {
  const { kind } = failure;
  // Nobody can cancel a poll but its own time.
  if (kind === 'cancelled') return outOfTime(Math.round(budget / 1_000), made);
  const isUnreached = kind === 'unreachable' && mayBeReached(failure);
  const mayPass = isUnreached || PASSING.includes(kind);
  const problem = explain({ ...failure, most }, 'The list of contacts', READING);
  return mayPass ? passing(problem) : { problem, mayPass };
}

function outOfTime(seconds: number, made: number): PollProblem {
  return passing({
    message: `The list of contacts was not read in the ${seconds} s that a poll may take`,
    description: `Requests made: ${made}. Other work may have used the account's requests per minute, or Kore.ai answers slowly. If it happens often, poll when less is done, or start the workflow with a Schedule Trigger and read the list with the operation 'Get Many', which takes the time it needs.`,
    cause: 'service',
  });
}

/** The list came back empty, which is not believed. */
export function emptied(count: number): PollProblem {
  return passing({
    message: `Kore.ai's list of contacts is empty, and the trigger knows ${count}`,
    description:
      'An empty list is more likely a fault than so many deletions, so nothing is told as deleted. If it is right, give the node another name: it then begins anew with what is there.',
    cause: 'service',
  });
}

/** There are more contacts than are remembered. */
export function tooMany(): PollProblem {
  const problem: Problem = {
    message: `There are more than ${MOST_CONTACTS} contacts, which is the most that the trigger remembers`,
    description:
      "Start the workflow with a Schedule Trigger in place of this one, and read the list with the operation 'Get Many', with the filter 'Updated After' where only changes matter.",
    cause: 'service',
  };
  return { problem, mayPass: false };
}

function passing(problem: Problem): PollProblem {
  return {
    problem: { ...problem, description: `${problem.description} ${NOTHING_LOST}` },
    mayPass: true,
  };
}
