import type { ClusterBus } from '../../src/cluster/index.js';

/** Resolves when something that a bus tells of itself holds. */
export function until(bus: ClusterBus, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => holds() && resolve();
    bus.onChange(look);
    look();
  });
}
