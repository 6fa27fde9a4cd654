import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createConnection, type ConnectionEvent } from './connection';
import { createMemoryTransport } from './memory-transport';

function setUp() {
  const server = createMemoryTransport();
  const connection = createConnection(server.transport);
  const seen: ConnectionEvent[] = [];
  connection.listen((event) => seen.push(event));
  return { server, connection, seen, statuses: () => seen.map(({ status }) => status) };
}

describe('connection', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('comes back after a loss', async () => {
    const { server, connection, statuses } = setUp();
    connection.start();
    server.drop();
    await vi.advanceTimersByTimeAsync(600);
    expect(statuses()).toEqual(['connecting', 'online', 'connecting', 'online']);
  });

  it('tries again and again while the server cannot be reached', async () => {
    const { server, connection } = setUp();
    server.setReachable(false);
    connection.start();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(server.attempts()).toBeGreaterThan(4);
    server.setReachable(true);
    connection.retryNow();
    expect(connection.status()).toBe('online');
  });

  it('stops for good when the server refuses the token', async () => {
    const { server, connection, seen } = setUp();
    server.refuse({ code: 'TOKEN_EXPIRED', retryable: false });
    connection.start();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(server.attempts()).toBe(1);
    expect(seen.at(-1)).toEqual({ status: 'stopped', endedBy: 'TOKEN_EXPIRED' });
  });

  it('keeps trying when the server refuses for a while', async () => {
    const { server, connection } = setUp();
    server.refuse({ code: 'DRAINING', retryable: true });
    connection.start();
    await vi.advanceTimersByTimeAsync(10_000);
    server.refuse(undefined);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(connection.status()).toBe('online');
  });

  it('comes back at the time a stopping server names', async () => {
    const { server, connection } = setUp();
    connection.start();
    server.say({ event: 'server:draining', payload: { reconnectAfterMs: 3_000 } });
    server.drop();
    await vi.advanceTimersByTimeAsync(2_999);
    expect(server.attempts()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(connection.status()).toBe('online');
  });

  it('comes back when the token expires during the connection: there is another one', async () => {
    const { server, connection, statuses } = setUp();
    connection.start();
    server.say({ event: 'auth:expired', payload: { expiredAt: new Date(0).toISOString() } });
    server.drop();
    await vi.advanceTimersByTimeAsync(600);
    expect(statuses()).toEqual(['connecting', 'online', 'connecting', 'online']);
  });

  it('does not come back after it was stopped', async () => {
    const { server, connection } = setUp();
    connection.start();
    connection.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.attempts()).toBe(1);
    expect(connection.status()).toBe('stopped');
  });
});
