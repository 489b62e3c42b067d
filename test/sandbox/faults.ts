import type { Fault, RecordedRequest } from './types';

interface Queued {
  fault: Fault;
  toPass: number;
  left: number;
}

/** The faults that wait for their requests. */
export class FaultQueue {
  private queue: Queued[] = [];

  add(fault: Fault): void {
    this.queue.push({ fault, toPass: fault.after ?? 0, left: fault.times ?? 1 });
  }

  clear(): void {
    this.queue = [];
  }

  /**
   * Takes the fault that a request meets: the first queued that matches. One that still lets
   * requests pass counts this one and leaves it to the next fault.
   */
  take(request: RecordedRequest): Fault | undefined {
    for (const queued of this.queue) {
      if (!matches(queued.fault, request)) continue;
      if (queued.toPass > 0) {
        queued.toPass -= 1;
        continue;
      }
      queued.left -= 1;
      if (queued.left <= 0) this.queue = this.queue.filter((other) => other !== queued);
      return queued.fault;
    }
    return undefined;
  }
}

/** @returns whether a request gets past its fault, to be acted upon */
export function letsAct(fault: Fault | undefined): boolean {
  if (fault === undefined || fault.act === true || fault.cut === 'after') return true;
  return fault.status === undefined && !fault.cut && !fault.hang && !fault.drip;
}

function matches(fault: Fault, { method, path, url }: RecordedRequest): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
  if (fault.id !== undefined && path.split('/').pop() !== encodeURIComponent(fault.id))
    return false;
  // `search`, unlike `test`, does not stumble over a global expression's memory of its last match.
  const { path: wanted } = fault;
  return wanted === undefined || path.search(wanted) >= 0 || url.search(wanted) >= 0;
}
