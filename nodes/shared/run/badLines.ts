import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { linesOf } from '../contact/file/csv';
import { shown } from '../contact/id';
import type { Problem } from '../problem/problem';
import { failed } from '../result';
import { outputItem } from './itemResults';

/** One line of a file; one that can't be read is a single cell. */
export interface FileLine {
  line: number;
  cells: string[];
}

/** A line that was not imported, and why. */
export interface BadLine extends FileLine {
  problem: Problem;
}

/** What a failure shows of a line: enough to know the person by. */
const SHOWN_VALUES = 300;

/**
 * Makes the output of a line that was skipped: a failure of its own where the node goes on at failures, else an item
 * that says what is wrong with it.
 *
 * @param header the names of the file's columns
 * @param itemIndex the item with the file
 */
export function outputOfLine(
  { line, cells, problem }: BadLine,
  header: string[],
  itemIndex: number,
  goesOn: boolean,
): INodeExecutionData {
  const values = valuesOf(header, cells);
  if (!goesOn) {
    const json = { skipped: true, line, reason: problem.message, values };
    return { json, pairedItem: { item: itemIndex } };
  }
  const held = Object.entries(values).map(([name, value]) => `${name}: ${String(value)}`);
  const description = `${problem.description} The line holds ${shown(held.join('; '), SHOWN_VALUES)}`;
  const message = `Line ${line}: ${problem.message}`;
  return outputItem(failed({ ...problem, message, description, unnamed: false }), itemIndex);
}

/** What a line holds, under the names of its columns. */
function valuesOf(header: string[], cells: string[]): IDataObject {
  const named = cells.map((cell, place) => [header[place] || `column ${place + 1}`, cell] as const);
  return Object.fromEntries(named.filter(([, cell]) => cell !== ''));
}

/** Names bad lines, each with what is wrong with it. */
export function named(lines: Array<{ line: number; problem: Problem }>): string {
  return linesOf(lines.map(({ line, problem }) => `line ${line}: ${problem.message}`));
}

/** Tells in the output pane which lines of a file were skipped. */
export function hintAtSkipped(
  context: IExecuteFunctions,
  lines: BadLine[],
  itemIndex: number,
): void {
  if (lines.length === 0) return;
  context.addExecutionHints({
    message: `Of the file of item ${itemIndex}, these lines were skipped: it has ${named(lines)}.`,
    location: 'outputPane',
  });
}
