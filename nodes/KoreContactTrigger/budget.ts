import type { IPollFunctions } from 'n8n-workflow';

/** The time that n8n's newer scheduler gives a poll. An older n8n gives more or none, and n8n 2.8 does not say. */
const LONGEST_MS = 36_000;

/** Kept in hand, for what is done once the list is read. */
const IN_HAND_MS = 1_000;

/** How long reading the list may take, in milliseconds. */
export function budgetMs(context: IPollFunctions): number {
  const told =
    'getPollBudgetMs' in context && typeof context.getPollBudgetMs === 'function'
      ? Number(context.getPollBudgetMs())
      : NaN;
  return Math.max(0, Math.min(LONGEST_MS, told >= 0 ? told : LONGEST_MS) - IN_HAND_MS);
}
