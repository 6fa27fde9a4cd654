const queues = new Map<string, Promise<unknown>>();

/**
 * Runs the task while no other tab runs one of the same name. Without the Web Locks API (old browsers, plain http)
 * the name is exclusive in this tab only.
 */
export function exclusive<T>(name: string, task: () => Promise<T>): Promise<T> {
  if (typeof navigator !== 'undefined' && navigator.locks)
    return Promise.resolve(navigator.locks.request(name, task));
  const run = (queues.get(name) ?? Promise.resolve()).then(task, task);
  const settled = run.catch(() => undefined);
  queues.set(name, settled);
  void settled.then(() => {
    if (queues.get(name) === settled) queues.delete(name);
  });
  return run;
}
