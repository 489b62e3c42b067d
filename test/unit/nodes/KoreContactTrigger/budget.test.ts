import type { IPollFunctions } from 'n8n-workflow';
import { budgetMs } from '../../../../nodes/KoreContactTrigger/budget';

const contextThat = (more: object) => ({ ...more }) as unknown as IPollFunctions;

it.each<[string, object, number]>([
  ['36 s less one in hand where n8n does not say', {}, 35_000],
  ['the same where n8n gives five minutes', { getPollBudgetMs: () => 300_000 }, 35_000],
  ['what n8n gives, less a second, where that is less', { getPollBudgetMs: () => 20_000 }, 19_000],
  ['nothing where n8n gives less than a second', { getPollBudgetMs: () => 500 }, 0],
  ['36 s less one where n8n says something else', { getPollBudgetMs: () => undefined }, 35_000],
  ['the same where it is no function', { getPollBudgetMs: 7 }, 35_000],
])('a poll has %s', (_, more, expected) => {
  expect(budgetMs(contextThat(more))).toBe(expected);
});

it('asks n8n in its own name', () => {
  const context = contextThat({
    left: 10_000,
    getPollBudgetMs(this: { left: number }) {
      return this.left;
    },
  });
  expect(budgetMs(context)).toBe(9_000);
});
