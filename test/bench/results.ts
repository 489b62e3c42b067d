import type { Deletions } from './parts/alternatives';
import type { Encrypting } from './parts/encrypting';
import type { FileReading } from './parts/fileReading';
import type { Loaded } from './parts/load';
import type { Mirror } from './parts/mirrors';
import type { OwnCost } from './parts/own';
import type { IndexCost } from './parts/phoneIndex';
import type { PollCost } from './parts/poll';
import type { RealRun } from './parts/realMinute';
import type { RequestCount } from './parts/requestCounts';
import type { Signing } from './parts/signing';

/** Everything that one run of the benchmarks measured. */
export interface Results {
  /** Such as 2026-11-24. */
  date: string;
  machine: string;
  versions: { n8n: string; n8nCore: string; node: string; nodeOfN8n: string; package: string };
  deletions: Deletions[];
  real: RealRun[];
  own: OwnCost[];
  requestCounts: RequestCount[];
  /** In MB, a value for each round. */
  mostHeld: number[];
  poll: PollCost;
  /** CPU time of reading 100,000 phone numbers, a value for each round. */
  readingSeconds: number[];
  file: FileReading;
  /** The same of Sync where nothing is to do. */
  mostHeldBySync: number[];
  mirrors: Mirror[];
  loaded: Loaded[];
  signing: Signing[];
  encrypting: Encrypting[];
  index: IndexCost[];
  /** How long the measuring took. */
  seconds: number;
}
