/**
 * @param head the titles of the columns
 * @param rows the cells
 * @returns a table in Markdown, its lines as short as they can be
 */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '--:'));
  return ['<!-- prettier-ignore -->', line(head), line(rule), ...rows.map(line)].join('\n');
}
