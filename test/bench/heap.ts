import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
/** The flag puts `gc` into contexts that are made after it was set. */
const collect = runInNewContext('gc') as () => void;

/** Twice, since what a finalizer lets go of in the first pass is free only in the second. */
const PASSES = 2;

/** Bytes of heap in use once all garbage is gone, measured without giving way to other work. */
export function heapUsed(): number {
  for (let pass = 0; pass < PASSES; pass++) collect();
  return process.memoryUsage().heapUsed;
}
