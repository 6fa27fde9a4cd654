import type { Recorder } from '../history';
import type { Random } from '../random';
import { CLIENT_FAULTS, NGINX_FAULTS } from './client-faults';
import { CLUSTER_FAULTS } from './cluster-faults';
import { DATABASE_FAULTS } from './database-faults';
import { FILE_FAULTS } from './file-faults';
import { pause } from '../pause';
import type { Fault, FaultContext } from './fault';
import { NETWORK_FAULTS } from './network-faults';
import { SERVER_FAULTS } from './server-faults';

export const FAULTS: readonly Fault[] = [
  ...SERVER_FAULTS,
  ...DATABASE_FAULTS,
  ...NETWORK_FAULTS,
  ...CLIENT_FAULTS,
  ...NGINX_FAULTS,
  ...FILE_FAULTS,
];

const ALL_FAULTS: readonly Fault[] = [...FAULTS, ...CLUSTER_FAULTS];

/** Far longer than any fault takes, its healing included: a flood of thousands of messages also on a machine that is busy. */
const FAULT_LIMIT_MS = 300_000;

/** @throws RangeError for an id that is not in the catalogue */
export function faultsNamed(ids: readonly string[]): Fault[] {
  return ids.map((id) => {
    const fault = ALL_FAULTS.find((candidate) => candidate.id === id);
    if (!fault)
      throw new RangeError(
        `there is no fault ${id}; there are ${ALL_FAULTS.map((known) => known.id).join(', ')}`,
      );
    return fault;
  });
}

/** Each fault alone, in an order of chance, then pairs that do not get in each other's way, without end. */
export function* endlessPlan(random: Random, isCluster = false): Generator<Fault[]> {
  const faults = isCluster ? ALL_FAULTS : FAULTS;
  for (const fault of random.shuffle(faults)) yield [fault];
  for (;;) {
    const one = random.pick(faults);
    const other = random.pick(faults.filter(({ group }) => group !== one.group));
    yield [one, other];
  }
}

/** Runs faults at the same time. One that cannot be done here is noted with the reason. */
export async function inflict(
  faults: readonly Fault[],
  context: FaultContext,
  record: Recorder,
): Promise<void> {
  await Promise.all(
    faults.map(async (fault) => {
      const obstacle = fault.obstacle?.(context.world);
      if (obstacle !== undefined) {
        record({ k: 'fault', id: fault.id, phase: 'skipped', note: obstacle });
        return;
      }
      await pause(context.random.between(0, 300));
      record({ k: 'fault', id: fault.id, phase: 'begin' });
      await within(FAULT_LIMIT_MS, fault.run(context), fault.id);
      record({ k: 'fault', id: fault.id, phase: 'end' });
    }),
  );
}

async function within(limitMs: number, work: Promise<void>, id: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`the fault ${id} does not come to an end`)), limitMs);
  });
  await Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
