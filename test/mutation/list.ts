import { counted } from '../demo/text';
import type { Mutant } from './mutants';

/**
 * Writes out what is promised, below it each way in which it is broken, and below that the tests that should
 * notice.
 *
 * @param mutants those to show, the ones of a promise together
 * @returns a text of several lines
 */
export function listOf(mutants: Mutant[]): string {
  const promises = [...new Set(mutants.map(({ promise }) => promise))];
  const tests = new Set(mutants.flatMap((mutant) => mutant.tests));
  const counts = [
    counted(promises.length, 'promise'),
    counted(mutants.length, 'break'),
    counted(tests.size, 'test file'),
  ];
  return [
    ...promises.map((promise) =>
      [promise, ...mutants.filter((mutant) => mutant.promise === promise).map(lineOf)].join('\n'),
    ),
    counts.join(', '),
  ].join('\n\n');
}

function lineOf({ breaks, file, tests }: Mutant): string {
  return [`  ${breaks} (${file})`, ...tests.map((test) => `    ${test}`)].join('\n');
}
