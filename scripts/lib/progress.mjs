const HEARTBEAT_MS = 10_000;

export function say(line) {
  console.log(line);
}

/** Says what is being done, that it is still being done, and how long it took. */
export async function inProgress(title, work) {
  const startedAt = performance.now();
  const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`${title} …`);
  const heartbeat = setInterval(() => say(`${title} … ${Math.round(seconds())} s`), HEARTBEAT_MS);
  try {
    const result = await work();
    say(`${title}: done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}
