import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../../demo/built';
import { boundMs } from '../parts/scale';
import type { Results } from '../results';
import { roundsOf } from '../stats';
import { bars, lines } from './charts';
import { charts, documentOf, isComplete } from './document';

const DOCS = path.join(root, 'docs');
const CHARTS = path.join(DOCS, 'benchmarks');
const FILE = path.join(DOCS, 'benchmarks.md');

/**
 * Writes `docs/benchmarks.md` and the charts that it shows.
 *
 * @param results of one run
 * @returns where the document is
 */
export async function write(results: Results): Promise<string> {
  mkdirSync(CHARTS, { recursive: true });
  const save = (name: string, svg: string) => writeFileSync(path.join(CHARTS, name), svg);
  save(charts.deletions, deletionsChart(results));
  save(charts.cost, costChart(results));
  save(charts.growth, growthChart(results));
  const options = await resolveConfig(FILE);
  writeFileSync(FILE, await format(documentOf(results), { ...options, filepath: FILE }));
  return path.relative(root, FILE);
}

/** Only runs that deleted everything have a time in which everything was deleted. */
function deletionsChart({ deletions }: Results): string {
  const contenders = [...new Set(deletions.map(({ contender }) => contender))];
  const measured = contenders.map((name) => ({
    name,
    points: deletions
      .filter((way) => way.contender === name && isComplete(way))
      .map((way): [number, number] => [way.contacts, roundsOf(way.wholeMs).median / 1_000]),
  }));
  const sizes = [...new Set(deletions.map(({ contacts }) => contacts))];
  const bound = (name: string, contactsInOne: number) => ({
    name,
    dashed: true,
    points: sizes.map((contacts): [number, number] => [
      contacts,
      boundMs(Math.ceil(contacts / contactsInOne)) / 1_000,
    ]),
  });
  return lines({
    title: 'Time until all contacts are deleted (only runs that deleted all)',
    x: 'contacts',
    y: 'seconds',
    lines: [...measured, bound('Bound, one by one', 1), bound('Bound, 100 in a request', 100)],
  });
}

function costChart({ own }: Results): string {
  const costs = own.filter(({ contacts }) => contacts === 10_000);
  return bars({
    title: 'CPU time for one of 10,000 contacts',
    x: 'microseconds',
    groups: costs.map(({ name }) => name),
    bars: [
      { name: 'Kore Contact', values: costs.map(({ nodeCpu }) => tenth(nodeCpu)) },
      { name: 'Bare loop', values: costs.map(({ bareCpu }) => tenth(bareCpu)) },
    ],
  });
}

function growthChart({ own }: Results): string {
  const names = [...new Set(own.map(({ name }) => name))];
  return lines({
    title: 'CPU time of one run',
    x: 'contacts',
    y: 'seconds',
    lines: names.map((name) => ({
      name,
      points: own
        .filter((cost) => cost.name === name)
        .map(({ contacts, nodeCpu }): [number, number] => [
          contacts,
          (contacts * roundsOf(nodeCpu).median) / 1_000_000,
        ]),
    })),
  });
}

function tenth(values: number[]): number {
  return Math.round(10 * roundsOf(values).median) / 10;
}
