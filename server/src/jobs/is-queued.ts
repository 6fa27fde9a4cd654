/** SQL: whether there is a job under a key that waits, or is being done: one that was given up is as good as none. */
export const isQueued = (key: string) =>
  `EXISTS (SELECT 1 FROM graphile_worker.jobs j
     WHERE j.key = ${key} AND (j.locked_at IS NOT NULL OR j.attempts < j.max_attempts))`;
