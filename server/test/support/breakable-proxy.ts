import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/** A way to the database that a test can cut and mend. */
export class BreakableProxy {
  private readonly sockets = new Set<Socket>();
  private isBroken = false;

  private constructor(
    private readonly server: Server,
    /** The database's address by way of this proxy. */
    readonly url: string,
  ) {}

  static async to(databaseUrl: string): Promise<BreakableProxy> {
    const target = new URL(databaseUrl);
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
    const url = new URL(databaseUrl);
    url.host = `127.0.0.1:${String(address.port)}`;
    const proxy = new BreakableProxy(server, url.href);
    server.on('connection', (near) => proxy.pass(near, connect(Number(target.port), target.hostname)));
    return proxy;
  }

  /** Cuts every connection and lets no new one live. */
  cut(): void {
    this.isBroken = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isBroken = false;
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private pass(near: Socket, far: Socket): void {
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
    if (this.isBroken) near.destroy();
    else near.pipe(far).pipe(near);
  }
}
