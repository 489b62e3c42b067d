import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { filesBelow } from '../package/helpers';
import layers from './layers.json';
import { limits } from './limits';

/** The file from which a reader starts who wants to understand one deletion. */
const DELETE = 'nodes/KoreContact/actions/contact/delete.operation.ts';

/** A file's lines, and the files that it imports. */
interface Source {
  lines: number;
  imports: string[];
}

/** The .ts files of the sources by their paths from the project's folder, with slashes. */
type Sources = Map<string, Source>;

/** A part of the sources; `path` is a folder with all below it, `folder/*` without, or one file. */
type Layer = (typeof layers)[number];

/** One thing that was measured, and where its value comes from, if that can be told. */
export interface Figure {
  name: string;
  value: number;
  limit: number;
  where: string[];
}

/** Whether a figure is within its limit. */
export function isHeld({ value, limit }: Figure): boolean {
  return value <= limit;
}

/**
 * Measures a project.
 *
 * @param root its folder
 * @throws Error if it has no README.md or no Delete: what is not there would be within every limit
 */
export function measure(root: string): Figure[] {
  const sources = readSources(root);
  const readme = readFileSync(path.join(root, 'README.md'));
  const ofDelete = filesOfDelete(root);
  const folders = filesByFolder(root);
  const crowded = [...folders].filter(([, files]) => files > limits.filesInFolder);
  const violations = againstLayers(sources);
  const circles = findCircles(sources);
  const figure = (name: string, value: number, limit: number, where: string[] = []): Figure => ({
    name,
    value,
    limit,
    where,
  });
  return [
    figure('Files that Delete imports', ofDelete.length, limits.filesOfDelete),
    figure('Lines of these files', sum(ofDelete), limits.linesOfDelete),
    figure('Lines of all sources', sum([...sources.values()]), limits.linesOfSources),
    figure(
      'Files in the fullest folder',
      Math.max(...folders.values()),
      limits.filesInFolder,
      crowded.map(([folder, files]) => `${folder} has ${files} files`),
    ),
    figure('Bytes of README.md', readme.length, limits.bytesOfReadme),
    figure('Imports against the layers', violations.length, limits.againstLayers, violations),
    figure('Circles of imports', circles.length, limits.circles, circles),
  ];
}

/** The files that Delete imports, directly or not, itself included; for types alone as well. */
export function filesOfDelete(root: string): { file: string; lines: number }[] {
  const sources = readSources(root);
  if (!sources.has(DELETE)) throw new Error(`There is no ${DELETE}.`);
  const reached = new Set([DELETE]);
  // A set that grows while it is gone through is gone through to its new end.
  for (const file of reached) sources.get(file)?.imports.forEach((next) => reached.add(next));
  return [...sources]
    .filter(([file]) => reached.has(file))
    .map(([file, { lines }]) => ({ file, lines }));
}

function sum(files: { lines: number }[]): number {
  return files.reduce((total, { lines }) => total + lines, 0);
}

/** All files in nodes/ and credentials/, by their paths from the project's folder. */
function sourceFiles(root: string): string[] {
  return ['credentials', 'nodes'].flatMap((folder) =>
    filesBelow(path.join(root, folder)).map((file) => `${folder}/${file}`),
  );
}

/** How many files each folder has of its own. */
function filesByFolder(root: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const folder of sourceFiles(root).map(path.posix.dirname)) {
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return counts;
}

function readSources(root: string): Sources {
  const files = sourceFiles(root);
  const sources: Sources = new Map();
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const text = readFileSync(path.join(root, file), 'utf8');
    const imports = importsIn(file, text).map((name) => resolve(file, name, files));
    sources.set(file, { lines: text.split('\n').length - 1, imports: [...new Set(imports)] });
  }
  return sources;
}

/** The relative paths that a file imports, those of types alone included. */
function importsIn(file: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = importedBy(node);
    if (name && ts.isStringLiteralLike(name) && name.text.startsWith('.')) found.push(name.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return found;
}

/** What a node of the syntax imports. Another lint rule allows no `require`. */
function importedBy(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node)) {
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  }
  const isCall = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isCall ? node.arguments[0] : undefined;
}

/** The file that is meant; one that is not among the sources keeps the path as it is written. */
function resolve(importer: string, name: string, files: string[]): string {
  const target = path.posix.join(path.posix.dirname(importer), name);
  const candidates = [target, `${target}.ts`, `${target}/index.ts`];
  return candidates.find((candidate) => files.includes(candidate)) ?? target;
}

/** The imports that the layers do not allow, and the files that are in no layer. */
function againstLayers(sources: Sources): string[] {
  return [...sources].flatMap(([file, { imports }]) => {
    const layer = layerOf(file);
    if (layer === undefined) return [`${file} is in no layer`];
    return imports
      .filter((imported) => !isAllowed(layer, layerOf(imported)))
      .map((imported) => `${file} imports ${imported}`);
  });
}

function isAllowed(layer: Layer, other: Layer | undefined): boolean {
  return other !== undefined && (other === layer || layer.may.includes(other.name));
}

/** The layer that a file is in: the innermost, since one layer is a file of another's folder. */
function layerOf(file: string): Layer | undefined {
  return layers
    .filter((layer) => isIn(layer.path, file))
    .sort((one, other) => other.path.length - one.path.length)[0];
}

function isIn(layerPath: string, file: string): boolean {
  if (!layerPath.endsWith('/*')) return file === layerPath || file.startsWith(`${layerPath}/`);
  return path.posix.dirname(file) === path.posix.dirname(layerPath);
}

/** The circles of imports, each as the way around it; none are found only if there are none. */
function findCircles(sources: Sources): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, way: string[]): void => {
    const before = way.indexOf(file);
    if (before >= 0) found.push([...way.slice(before), file].join(' -> '));
    if (before >= 0 || done.has(file)) return;
    sources.get(file)?.imports.forEach((next) => walk(next, [...way, file]));
    done.add(file);
  };
  for (const file of sources.keys()) walk(file, []);
  return found;
}
