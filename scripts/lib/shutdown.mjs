const SIGNALS = ['SIGINT', 'SIGTERM'];
const PARENT_CHECK_MS = 250;

/**
 * Calls `stop` when this process is asked to end: by a signal, or by the end of the npm that started it (a SIGTERM
 * sent to npm ends npm and never reaches the script). A second request while the first is being carried out calls
 * `hurry`. The end of a terminal (SIGHUP) stops what runs in one, and nothing that was taken off it, as by nohup: Node
 * forgets that the signal was to be ignored, and npm dies of it.
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
  process.on('SIGHUP', () => (isOnTerminal() ? request() : clearInterval(parentCheck)));
  const parentCheck = whenOrphaned(request);
}

function isOnTerminal() {
  return [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
}

/** Only under npm: started directly, say with nohup, a script may well outlive the shell that started it. */
function whenOrphaned(request) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  return setInterval(() => process.ppid !== parent && request(), PARENT_CHECK_MS).unref();
}
