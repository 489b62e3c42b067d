/** What a terminal that nobody made wider or narrower shows of a line, and a little more. */
const WIDTH = 100;
const INDENT = '  ';

/**
 * Sets a table in plain text, a little indented.
 *
 * @param head the titles of the columns; one that begins with a space is set to the right
 * @param rows the cells, as many in a row as there are titles
 */
export function table(head: string[], rows: string[][]): string {
  const lines = [head.map((title) => title.trim()), ...rows];
  const toRight = head.map((title) => title.startsWith(' '));
  const widths = head.map((_, column) => Math.max(...lines.map((row) => row[column]?.length ?? 0)));
  const set = (cell: string, column: number) =>
    toRight[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return lines.map((row) => `${INDENT}${row.map(set).join('  ')}`.trimEnd()).join('\n');
}

/**
 * Breaks a text into lines, the later ones under the first.
 *
 * @param label what stands before it
 * @param text the text
 */
export function paragraph(label: string, text: string): string {
  const lines = [`${INDENT}${label}`];
  const hanging = ' '.repeat(INDENT.length + label.length);
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1) ?? '';
    const longer = line.endsWith(' ') ? `${line}${word}` : `${line} ${word}`;
    if (longer.length <= WIDTH) lines[lines.length - 1] = longer;
    else lines.push(`${hanging}${word}`);
  }
  return lines.join('\n');
}

/**
 * @param count how many
 * @param noun one of them
 * @returns such as `3 contacts`
 */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
