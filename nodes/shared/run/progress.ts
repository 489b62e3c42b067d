import type { IExecuteFunctions } from 'n8n-workflow';

const MINUTE_MS = 60_000;

/**
 * Tells n8n's log how far a long run is, each minute, since n8n shows nothing of a node before it has ended, and
 * keeps nothing of one that was cancelled.
 */
export class Progress {
  private readonly startedAt = Date.now();

  private toldAt = this.startedAt;

  private settled = 0;

  private changed = 0;

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
  note(isChanged: boolean): void {
    this.settled += 1;
    if (isChanged) this.changed += 1;
    const now = Date.now();
    if (now - this.toldAt < MINUTE_MS) return;
    this.toldAt = now;
    const left = ((now - this.startedAt) / this.settled) * (this.total - this.settled);
    const others = this.settled - this.changed;
    const rest = others === 0 ? '' : ` and ${counted(others)} not`;
    this.tell(`${this.soFar()}${rest}, ${timeIn(left)} left`);
  }

  /** Tells what had been done when somebody cancelled the workflow: the screen shows nothing of it. */
  cancelled(): void {
    this.tell(`cancelled, with ${this.soFar()}`);
  }

  private soFar(): string {
    return `${counted(this.changed)} of ${counted(this.total)} contacts ${this.done}`;
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
