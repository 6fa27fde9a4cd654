import { bootstrap, type RunningServer } from './bootstrap.js';
import { ConfigError, environment } from './config/index.js';
import { logDestination } from './http/index.js';
import { DatabaseRefusal } from './prisma/index.js';

/** Whatever is under way then has had its time: a supervisor would kill the process soon anyway. */
const DRAIN_DEADLINE_MS = 25_000;

/** The server process: starts, and stops on a signal, or when something happened that nobody had thought of. */
async function main(): Promise<void> {
  // Whoever reads what is printed may go before us, and a disk may be full: neither ends the process.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  const server = await bootstrap(environment());
  tellSetup(server);
  const stop = stopOnce(server);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      console.error(JSON.stringify({ level: 60, time: Date.now(), msg: event, err: describe(error) }));
      void stop(1);
    });
  }
}

/** A line for people, as the codes are that go to the log: whoever reads it may own the server. */
function tellSetup({ setupPath }: RunningServer): void {
  if (setupPath === undefined) return;
  logDestination.write(
    `Nobody owns this server yet. Set it up, once, behind its address: http://localhost${setupPath}\n`,
  );
}

/** The first call decides the exit code; stopping takes no longer than the deadline. */
function stopOnce(server: RunningServer): (exitCode: number) => Promise<void> {
  let isStopping = false;
  return async (exitCode) => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(exitCode || 1), DRAIN_DEADLINE_MS).unref();
    await server.close().catch((error: unknown) => {
      console.error(error);
    });
    process.exit(exitCode);
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  const isForPeople = error instanceof ConfigError || error instanceof DatabaseRefusal;
  console.error(isForPeople ? error.message : error);
  process.exit(1);
});
