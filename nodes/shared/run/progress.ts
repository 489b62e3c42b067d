import type { IExecuteFunctions } from 'n8n-workflow';

const MINUTE_MS = 60_000;

/**
 * Tells n8n's log how far a long run is, each minute, since n8n shows nothing of a node before it has ended, and
 * keeps nothing of one that was cancelled.
 */
export class Progress {
  private toldAt = Date.now();

  /** When the first contact was settled: what came before, such as reading the list, says nothing of the speed. */
  private firstAt: number | undefined;

  private readonly count = { changed: 0, same: 0, failed: 0 };

  /**
   * @param total how many contacts the run is about
   * @param done what happens to each, such as `deleted`; empty where nothing is changed, which nobody has to be told
   */
  constructor(
    private readonly context: IExecuteFunctions,
    private readonly total: number,
    private readonly done: string,
  ) {}

  /** Counts a contact that is settled, and tells where a minute has passed since the last time. */
  note(what: 'changed' | 'same' | 'failed'): void {
    this.count[what] += 1;
    const now = Date.now();
    this.firstAt ??= now;
    if (now - this.toldAt < MINUTE_MS) return;
    this.toldAt = now;
    const elapsed = now - this.firstAt;
    // A whole batch is settled at once, contact by contact: the line is for all of it.
    queueMicrotask(() => this.tellHowFar(elapsed));
  }

  /** Tells what had been done when somebody cancelled the workflow: the screen shows nothing of it. */
  cancelled(): void {
    this.tell(`cancelled, with ${this.soFar()}`);
  }

  private tellHowFar(elapsed: number): void {
    const { changed, same, failed } = this.count;
    const settled = changed + same + failed;
    const left = (elapsed / settled) * (this.total - settled);
    const others = (count: number, which: string) =>
      count > 0 ? `, ${counted(count)} ${which}` : '';
    const time = left > 0 ? `, ${timeIn(left)} left` : '';
    const rest = others(same, 'left as they are') + others(failed, 'failed') + time;
    this.tell(`${this.soFar()}${rest}`);
  }

  private soFar(): string {
    return `${counted(this.count.changed)} of ${counted(this.total)} contacts ${this.done}`;
  }

  private tell(text: string): void {
    if (this.done === '') return;
    this.context.logger.info(`${this.context.getNode().name}: ${text}`);
  }
}

/** A time as people say it: in seconds below a minute, in whole minutes above. */
export function timeIn(ms: number): string {
  const isShort = ms < MINUTE_MS;
  const count = Math.max(1, Math.round(isShort ? ms / 1_000 : ms / MINUTE_MS));
  return `${counted(count)} ${isShort ? 'second' : 'minute'}${count === 1 ? '' : 's'}`;
}

function counted(count: number): string {
  return count.toLocaleString('en-US');
}
