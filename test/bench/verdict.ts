/** One line of the last table: a target and whether it was met. */
export interface Verdict {
  target: string;
  measured: string;
  met: boolean;
}
