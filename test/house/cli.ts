import { table } from '../demo/text';
import { root } from '../package/helpers';
import { type Figure, filesOfDelete, isHeld, measure } from './measure';

/**
 * Measures the structure of the sources and holds it to its limits: `npm run house`.
 *
 * `--list` prints the files that Delete imports, with their lines, instead.
 */
function main(args: string[]): void {
  const [option, ...rest] = args;
  if (rest.length > 0 || (option !== undefined && option !== '--list')) {
    throw new Error('The only option is --list.');
  }
  if (option === '--list') {
    const rows = filesOfDelete(root).map(({ file, lines }) => [written(lines), file]);
    console.log(table([' Lines', 'File'], rows));
    return;
  }
  const figures = measure(root);
  console.log(table(['Figure', ' Value', ' At most', 'Held'], figures.map(row)));
  for (const { name, where } of figures.filter((figure) => figure.where.length > 0)) {
    console.log(`\n${name}:\n${where.map((line) => `  ${line}`).join('\n')}`);
  }
  if (!figures.every(isHeld)) process.exitCode = 1;
}

function row(figure: Figure): string[] {
  return [figure.name, written(figure.value), written(figure.limit), isHeld(figure) ? 'yes' : 'NO'];
}

/** A number as people write it, whatever the machine's language. */
function written(number: number): string {
  return number.toLocaleString('en-US');
}

main(process.argv.slice(2));
