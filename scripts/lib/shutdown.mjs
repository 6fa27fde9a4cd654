const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_CHECK_MS = 250;

/**
 * Calls `stop` when this process is asked to end: by a signal, or by the end of the npm that started it (a SIGTERM
 * sent to npm ends npm and never reaches the script). A second request while the first is being carried out calls
 * `hurry`.
 * @param {{ stop(): void, hurry?(): void }} callbacks
 */
export function onStopRequest({ stop, hurry = () => {} }) {
  let isStopping = false;
  const request = () => {
    if (isStopping) return hurry();
    isStopping = true;
    clearInterval(parentCheck);
    stop();
  };
  for (const signal of SIGNALS) process.on(signal, request);
  const parentCheck = whenOrphaned(request);
}

/** Only under npm: started directly, say with nohup, a script may well outlive the shell that started it. */
function whenOrphaned(request) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  return setInterval(() => process.ppid !== parent && request(), PARENT_CHECK_MS).unref();
}
