import { ConfigError, environment } from './config/index.js';
import { bootstrap, type RunningServer } from './bootstrap.js';

/** The server process: starts, and stops on a signal. */
async function main(): Promise<void> {
  const server = await bootstrap(environment());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop(server));
  }
}

async function stop(server: RunningServer): Promise<void> {
  await server.close();
  process.exit(0);
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
