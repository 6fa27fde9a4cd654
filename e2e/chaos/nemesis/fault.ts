import type { Random } from '../random';
import type { World } from '../world/world';
import type { Workload } from '../workload';

export interface FaultContext {
  world: World;
  workload: Workload;
  random: Random;
  /** Lengths of faults are multiplied by this: 1 as in the plan, less where time is short. */
  pace: number;
}

/** Something bad. It ends with everything as it was before; what cannot be done here says why instead. */
export interface Fault {
  id: string;
  name: string;
  /** Faults of the same group do not run at the same time. */
  group: 'server' | 'database' | 'front' | 'clients' | 'nginx' | 'redis' | 'files';
  run: (context: FaultContext) => Promise<void>;
  /** @returns the reason why it cannot be done here */
  obstacle?: (world: World) => string | undefined;
}
