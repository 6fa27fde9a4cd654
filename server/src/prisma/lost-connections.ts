import type { Pool } from 'pg';

/**
 * Hears of connections that are lost, which would end the process otherwise.
 * @param onIdle of one that nobody has; whoever has one is told when they ask it next
 */
export function hearLost(pool: Pool, onIdle: (error: Error) => void): void {
  pool.on('error', (error: Error & { client?: unknown }) => {
    // The library puts the whole connection to it: a log would have all of its statements in one line.
    delete error.client;
    onIdle(error);
  });
  pool.on('connect', (client) => client.on('error', () => undefined));
}
