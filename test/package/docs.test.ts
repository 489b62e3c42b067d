import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import packageJson from '../../package.json';
import { filesBelow, root } from './helpers';
import {
  anchorsIn,
  codeInFirstColumns,
  faultOf,
  linksIn,
  ownAddressesIn,
  picturesIn,
  rawFiles,
  repository,
  textOf,
} from './markdown';
import { type MessagePart, messageParts } from './messages';

/** The size that the README stays below, in bytes: what a person reads in a few minutes. */
const README_LIMIT = 12_000;

/** The files below some folders whose names have one of these endings. */
function filesIn(folders: string[], ending: RegExp): string[] {
  return folders
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) => filesBelow(path.join(root, folder)).map((file) => `${folder}/${file}`))
    .filter((file) => ending.test(file));
}

const documents = [
  ...readdirSync(root).filter((file) => file.endsWith('.md')),
  ...filesIn(['docs', '.github'], /\.md$/),
];

describe('the links', () => {
  it.each(documents)('of %s lead to files and headings that are there', (document) => {
    const links = linksIn(textOf(document));
    expect(links.map((link) => faultOf(document, link)).filter(Boolean)).toEqual([]);
  });

  it('that n8n and npm show lead to files and headings that are there', () => {
    const files = [
      'package.json',
      ...filesIn(['nodes', 'credentials', '.github'], /\.(ts|json|ya?ml)$/),
    ];
    const faults = files.flatMap((file) =>
      ownAddressesIn(textOf(file)).map((address) => faultOf(file, address)),
    );
    expect(faults.filter(Boolean)).toEqual([]);
  });

  it('of the README work on the page of npm too, where the files of the repository are not', () => {
    const links = linksIn(textOf('README.md'));
    expect(links.filter((link) => !/^(https:\/\/|#)/.test(link))).toEqual([]);
  });

  it('to the pictures of the README are served as pictures', () => {
    const pictures = picturesIn(textOf('README.md'));
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter((picture) => !picture.startsWith(`${rawFiles}/main/`))).toEqual([]);
  });

  it('lead from the README to every document', () => {
    const links = linksIn(textOf('README.md')).map((link) => link.split('#')[0]);
    const own = documents.filter((file) => file !== 'README.md' && !file.startsWith('.github/'));
    expect(own).toEqual(expect.arrayContaining(['CHANGELOG.md', 'docs/failures.md']));
    expect(own.filter((file) => !links.includes(`${repository}/blob/main/${file}`))).toEqual([]);
  });

  it('would be found out if they led nowhere', () => {
    const markdown = [
      ...['# A heading', '[1](#a-heading) [2](#no-heading) [3](docs/none.md)', '`[4](none.md)`'],
      ...[`[5](${repository}/blob/main/none.md)`, `[6](${repository}/blob/main/README.md#none)`],
      ...[`![7](${rawFiles}/main/none.png)`, '[8](https://n8n.io/none.md)', '[9]: none.md'],
    ].join('\n');
    const faults = linksIn(markdown).map((link) => faultOf('CHANGELOG.md', link));
    expect(anchorsIn(markdown)).toEqual(['a-heading']);
    // All but the picture that is code and the link that leads elsewhere; the heading is in another document.
    expect(faults.filter(Boolean)).toHaveLength(7);
  });
});

describe('the README', () => {
  it(`takes less than ${README_LIMIT} bytes`, () => {
    expect(Buffer.byteLength(textOf('README.md'))).toBeLessThan(README_LIMIT);
  });

  it('names the two commands', () => {
    const blocks = [...textOf('README.md').matchAll(/^```bash\n([\s\S]*?)^```/gm)];
    const [first = ''] = blocks.map((block) => block[1] ?? '');
    const commands = first.split('\n').map((line) => line.replace(/\s*#.*$/, ''));
    expect(commands).toEqual(['npm ci && npm run demo', 'npm ci && npm test', '']);
  });
});

describe('the commands', () => {
  it('that documents name are scripts of package.json', () => {
    const named = documents.flatMap((document) =>
      [...textOf(document).matchAll(/\bnpm run (?:--silent )?([\w:]+)/g)].map(
        ([, script = '']) => script,
      ),
    );
    expect(named).toContain('demo');
    expect(named.filter((script) => !(script in packageJson.scripts))).toEqual([]);
  });
});

describe('the changelog', () => {
  it('says of each entry which test holds it', () => {
    const entries = textOf('CHANGELOG.md')
      .split('\n')
      .filter((line) => line.startsWith('- '));
    const testsIn = (entry: string) =>
      [...entry.matchAll(/`(test\/[^`]+\.test\.ts)`/g)].map(([, file = '']) => file);
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.filter((entry) => testsIn(entry).length === 0)).toEqual([]);
    expect(entries.flatMap(testsIn).filter((file) => !existsSync(path.join(root, file)))).toEqual(
      [],
    );
  });
});

/** Messages without the signs around what is put in, so that a part and its place in a message are the same. */
function bare(text: string): string {
  return text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

/** What stands between the values of each message that docs/failures.md lists. */
function listedPieces(): string[] {
  return codeInFirstColumns(textOf('docs/failures.md')).flatMap((message) =>
    message
      .split('…')
      .map(bare)
      .filter((piece) => piece !== ''),
  );
}

/** Shorter parts, such as "is empty", are no message by themselves. */
const TELLING = 10;

/** Whether a text is made of whole parts, one behind the other. */
function isMadeOf(text: string, parts: string[]): boolean {
  if (text === '') return true;
  return parts.some((part) => {
    if (!text.startsWith(part)) return false;
    const rest = text.slice(part.length);
    return !/^[\p{L}\p{N}]/u.test(rest) && isMadeOf(bare(rest), parts);
  });
}

/** The parts that stand in no message of the list. */
function unlisted(parts: MessagePart[], pieces: string[]): string[] {
  return parts
    .map(({ text, place }) => ({ text: bare(text), place }))
    .filter(({ text }) => text.length >= TELLING && text.includes(' '))
    .filter(({ text }) => !pieces.some((piece) => piece.includes(text)) && !isMadeOf(text, pieces))
    .map(({ text, place }) => `${place}: ${text}`);
}

describe('docs/failures.md', () => {
  let parts: MessagePart[];

  beforeAll(() => {
    parts = messageParts();
  });

  it('lists every message that the sources can make', () => {
    expect(unlisted(parts, listedPieces())).toEqual([]);
  });

  it('lists no message that the sources can not make', () => {
    const texts = parts.map(({ text }) => bare(text)).filter((text) => text !== '');
    const pieces = listedPieces();
    expect(pieces.length).toBeGreaterThan(0);
    expect(pieces.filter((piece) => !isMadeOf(piece, texts))).toEqual([]);
  });

  it('would not pass with a message too few, or one too many', () => {
    const added = { text: 'was given away by mistake', place: 'nodes/new.ts:1' };
    expect(unlisted([...parts, added], listedPieces())).toEqual([
      'nodes/new.ts:1: was given away by mistake',
    ]);
    const texts = parts.map(({ text }) => bare(text)).filter((text) => text !== '');
    expect(isMadeOf('was given away by mistake', texts)).toBe(false);
  });
});
