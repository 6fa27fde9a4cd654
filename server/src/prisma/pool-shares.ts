/** What is left of the connections is for messages: their statements are short, and many wait for them. */
const ORDINARY_SHARE = 0.4;

export interface PoolShares {
  hot: number;
  ordinary: number;
}

/** How the connections of a process are shared out between its two pools; each has at least one. */
export function sharesOf(total: number): PoolShares {
  const ordinary = Math.max(1, Math.floor(total * ORDINARY_SHARE));
  return { hot: Math.max(1, total - ordinary), ordinary };
}
