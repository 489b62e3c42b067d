import { createRequire } from 'node:module';
import path from 'node:path';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { readFile as ReadFile } from '../../../nodes/KoreContact/form/csvInput';
import { root } from '../../demo/built';
import { heapUsed } from '../heap';
import { ROUNDS } from '../stats';

/** Lines of the file, of some 83 bytes each, which makes 50 MB. */
export const LINES = 600_000;

/** What reading a large file takes, a value for each round. */
export interface FileReading {
  /** The size of the file in MB. */
  megabytes: number;
  /** From the first byte to the last contact, in seconds. */
  seconds: number[];
  /** The longest time for which nobody else got a turn, in milliseconds. */
  heldMs: number[];
}

/**
 * Reads a large CSV file as Import From CSV does, with the module that the built package has, and looks how long
 * others have to wait for their turn: whatever n8n does itself to load the file is left out.
 *
 * @throws Error if a line was not read
 */
export async function fileReading(): Promise<FileReading> {
  const file = path.join(root, 'dist', 'nodes', 'KoreContact', 'form', 'csvInput.js');
  const { readFile } = createRequire(__filename)(file) as { readFile: typeof ReadFile };
  const bytes = largeFile();
  const reading: FileReading = { megabytes: bytes.length / 1_000_000, seconds: [], heldMs: [] };
  const plan = { defaults: { country: undefined, salutation: '' }, skipsBadLines: false };
  for (let round = 0; round <= ROUNDS; round++) {
    // What the round before left behind is not this one's.
    heapUsed();
    const startedAt = performance.now();
    const turns = watchTurns();
    const { contacts } = await readFile(contextWith(bytes), 0, 'data', {
      ...plan,
      taken: new Map<string, string>(),
    });
    const heldMs = turns.stop();
    if (contacts.length !== LINES) throw new Error(`${contacts.length} lines were read`);
    // The first round is for the compiler.
    if (round === 0) continue;
    reading.seconds.push((performance.now() - startedAt) / 1_000);
    reading.heldMs.push(heldMs);
  }
  return reading;
}

function largeFile(): Buffer {
  const lines = Array.from({ length: LINES }, (_, i) => {
    const digits = `98${String(i).padStart(8, '0')}`;
    return `Ms,First name ${String(i).padStart(10, '0')},"Last name, ${digits}",+91 ${digits},person at the desk`;
  });
  return Buffer.from(['Salutation,First Name,Last Name,Phone,Note', ...lines].join('\n'));
}

/** As much of n8n as is asked for a file. */
function contextWith(bytes: Buffer): IExecuteFunctions {
  const data = { id: 'file', mimeType: 'text/csv', data: '' };
  return {
    getInputData: () => [{ json: {}, binary: { data } }],
    getExecutionCancelSignal: () => undefined,
    helpers: {
      getBinaryMetadata: () => Promise.resolve({ fileSize: bytes.length }),
      getBinaryDataBuffer: () => Promise.resolve(bytes),
    },
  } as unknown as IExecuteFunctions;
}

/** Takes a turn whenever there is one, and keeps the longest time between two. */
function watchTurns(): { stop: () => number } {
  let longest = 0;
  let before = performance.now();
  let isOver = false;
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - before);
    before = now;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    stop: () => {
      isOver = true;
      return Math.max(longest, performance.now() - before);
    },
  };
}
