// @ts-check

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Sees to it that a child does not outlive this process.
 * @template {import('node:child_process').ChildProcess} Child
 * @param {Child} child
 * @returns {Child}
 */
export function tiedToUs(child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}
