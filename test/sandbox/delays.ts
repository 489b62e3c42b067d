/** Waiting that a closing sandbox can break off. */
export class Delays {
  private readonly timers = new Set<NodeJS.Timeout>();

  /** @returns a promise that resolves after `ms`, or never if `stop` comes first */
  async wait(ms: number): Promise<void> {
    if (ms <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        resolve();
      }, ms);
      this.timers.add(timer);
    });
  }

  /** Ends all waiting: what was to come after it never does. */
  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }
}
