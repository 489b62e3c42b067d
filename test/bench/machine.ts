import { cpus, release, totalmem, type } from 'node:os';

const BYTES_PER_GIB = 1024 ** 3;

/** @returns the machine in a line, without its name */
export function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / BYTES_PER_GIB);
  const model = cpu?.model.trim() || 'an unknown processor';
  return `${cpus().length} cores of ${model}, ${memory} GiB, ${type()} ${release().split('-')[0] ?? ''} (${process.arch})`;
}
