import path from 'node:path';
import { installPackage, root, run, scanSource, scanTarball } from './helpers';
import type { Scan } from './helpers';

/** Prints one leg's findings, and tells how many they are. */
function print(leg: string, { files, findings }: Scan): number {
  for (const { file, line, rule, message } of findings) {
    console.log(`${file}:${line}  ${message}  (${rule})`);
  }
  console.log(`${leg}: ${files.length} files read, ${findings.length} findings`);
  return findings.length;
}

/** Builds and packs the package, and scans it as n8n would: its source, then its tarball. */
function main(): void {
  const gulp = path.join('node_modules', 'gulp', 'bin', 'gulp.js');
  run(process.execPath, [gulp, '-L', 'build'], root);
  const installed = installPackage();
  try {
    const found =
      print('source', scanSource(root)) + print('tarball', scanTarball(installed.folder));
    process.exitCode = found === 0 ? 0 : 1;
  } finally {
    installed.remove();
  }
}

main();
