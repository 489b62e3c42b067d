/**
 * @param head the titles of the columns
 * @param rows the cells
 * @param numbers on which side all columns but the first are set
 * @returns a table in Markdown, its lines as short as they can be
 */
export function table(
  head: string[],
  rows: string[][],
  numbers: 'left' | 'right' = 'right',
): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 || numbers === 'left' ? '---' : '--:'));
  return ['<!-- prettier-ignore -->', line(head), line(rule), ...rows.map(line)].join('\n');
}
