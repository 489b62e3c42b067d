import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { shown } from '../../shared/contact/id';
import { badItem } from '../../shared/problem/problem';
import { isRecord } from '../../shared/record';

/** Files that are named to choose from; an item with more is a rare one. */
const NAMED_FILES = 5;

/**
 * Finds the file in a binary field of an item.
 *
 * @param name what stands in the field *Input Binary Field*: an expression may give anything
 * @throws ProblemError that says what is there in its place, and what to write
 */
export function findBinaryFile(
  context: IExecuteFunctions,
  itemIndex: number,
  name: unknown,
): { name: string; file: IBinaryData } {
  const files: Record<string, unknown> = context.getInputData()[itemIndex]?.binary ?? {};
  if (typeof name !== 'string') {
    throw badItem(
      "The field 'Input Binary Field' does not name a binary field: its expression gives something else",
      `Enter only the name, ${namesOf(files) || "such as 'data'"}, and no expression such as {{ $binary.data }}.`,
    );
  }
  const property = name.trim();
  const file = Object.hasOwn(files, property) ? files[property] : undefined;
  if (file === undefined || file === null) throw noFile(files, property);
  if (!isRecord(file) || typeof file['data'] !== 'string') {
    throw badItem(
      `The item has ${kindOf(file)} in the binary field '${shown(property)}', not a file`,
      "Make a file of it with the node 'Convert to File' before this one, or have it read by 'Extract from File' and set 'Input Mode' to 'Items as Rows'.",
    );
  }
  return { name: property, file: file as IBinaryData & Record<string, unknown> };
}

function noFile(files: Record<string, unknown>, property: string) {
  const names = namesOf(files);
  return badItem(
    `The item has no file in the binary field '${shown(property)}'`,
    names === ''
      ? "It has no file at all: the node before this one gives out none. Where each item is a contact, set 'Input Mode' to 'Items as Rows'."
      : `It has one in ${names}: enter that in 'Input Binary Field'.`,
  );
}

/** The names of an item's files, to choose from; empty where it has none. */
function namesOf(files: Record<string, unknown>): string {
  const names = Object.keys(files).map((name) => `'${shown(name)}'`);
  return names.slice(0, NAMED_FILES).join(' or ');
}

function kindOf(value: unknown): string {
  if (typeof value === 'string') return `text ('${shown(value)}')`;
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}
