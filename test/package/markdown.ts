import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import packageJson from '../../package.json';
import { root } from './helpers';

/** The repository's page, such as `https://github.com/owner/name`. */
export const repository = packageJson.repository.url.replace(/^git\+|\.git$/g, '');

/** Where the repository's files are served as they are, which pictures need. */
export const rawFiles = repository.replace('//github.com/', '//raw.githubusercontent.com/');

/** The branch that links into the repository name. */
const BRANCH = 'main';

/**
 * @param file its path from the project's folder
 */
export function textOf(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** The document without its code, where nothing is a link or a heading. */
function withoutCode(markdown: string): string {
  return markdown.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]+`/g, '``');
}

/** The targets of all links and pictures of a document, footers of links included. */
export function linksIn(markdown: string): string[] {
  const plain = withoutCode(markdown);
  const inline = [...plain.matchAll(/\]\(\s*<?([^)\s>]+)[^)]*\)/g)];
  const defined = [...plain.matchAll(/^\s*\[[^\]]+\]:\s*<?(\S+?)>?\s*$/gm)];
  return [...inline, ...defined].map((match) => match[1] ?? '');
}

/** The targets of the pictures of a document. */
export function picturesIn(markdown: string): string[] {
  return [...withoutCode(markdown).matchAll(/!\[[^\]]*\]\(\s*([^)\s]+)/g)].map(
    (match) => match[1] ?? '',
  );
}

/** The anchors that GitHub gives the headings of a document. */
export function anchorsIn(markdown: string): string[] {
  const headings = markdown
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
    .matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm);
  const counts = new Map<string, number>();
  return [...headings].map(([, heading = '']) => {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replace(/ /g, '-');
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

/**
 * Every address in a text that leads into this repository.
 *
 * @param text of any kind of file
 */
export function ownAddressesIn(text: string): string[] {
  return (text.match(/https:\/\/[\w./#@+-]+/g) ?? [])
    .map((address) => address.replace(/[.]+$/, ''))
    .filter((address) => isBelow(address, repository) || isBelow(address, rawFiles));
}

function isBelow(address: string, base: string): boolean {
  return address.startsWith(base) && /^($|[/#])/.test(address.slice(base.length));
}

/**
 * Tells what is wrong with a link.
 *
 * @param from the file that has it, by its path from the project's folder
 * @param link its target
 * @returns what is not there; undefined where all is well, or where it leads out of the repository
 */
export function faultOf(from: string, link: string): string | undefined {
  const target = targetOf(from, link);
  if (target === undefined) return undefined;
  const { file, anchor } = target;
  if (!existsSync(path.join(root, file))) return `${from}: ${link}: there is no ${file}`;
  if (anchor === '' || !file.endsWith('.md')) return undefined;
  return anchorsIn(textOf(file)).includes(anchor)
    ? undefined
    : `${from}: ${link}: ${file} has no heading for #${anchor}`;
}

/** The file and the heading that a link means, if it leads to a file of this repository. */
function targetOf(from: string, link: string): { file: string; anchor: string } | undefined {
  const [address = '', anchor = ''] = link.split('#');
  if (address === repository) return { file: 'README.md', anchor: anchor.replace(/^readme$/, '') };
  for (const base of [
    `${repository}/blob/${BRANCH}/`,
    `${repository}/tree/${BRANCH}/`,
    `${rawFiles}/${BRANCH}/`,
  ]) {
    if (address.startsWith(base)) return { file: address.slice(base.length), anchor };
  }
  if (/^[a-z]+:/i.test(address)) return undefined;
  if (address === '') return { file: from, anchor };
  return { file: path.posix.join(path.posix.dirname(from), address), anchor };
}

/**
 * What stands as code in the first column of the tables of a document.
 *
 * @param markdown a document whose code spans are between single backticks
 */
export function codeInFirstColumns(markdown: string): string[] {
  const rows = [...markdown.matchAll(/^\|(.*?[^\\])\|/gm)];
  return rows.flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
  );
}
