/** As many rounds as a median asks for at the least. */
export const ROUNDS = 5;

/** What several rounds of one measurement came to. */
export interface Rounds {
  median: number;
  least: number;
  most: number;
  count: number;
}

/**
 * @param values one for each round
 * @throws RangeError if there are none
 */
export function roundsOf(values: number[]): Rounds {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (place: number) => sorted[place] ?? NaN;
  if (sorted.length === 0) throw new RangeError('There was no round');
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    least: at(0),
    most: at(sorted.length - 1),
    count: sorted.length,
  };
}

/**
 * Fits `y = c * x^e` by least squares over the logarithms.
 *
 * @param points pairs of x and y, all above 0
 * @returns e: 1 where y grows as x does
 */
export function exponentOf(points: Array<[number, number]>): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const above = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const below = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return above / below;
}
