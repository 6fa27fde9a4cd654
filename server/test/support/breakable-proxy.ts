import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/** What PostgreSQL says when it has done what it was asked, outside of a transaction. */
const READY = Buffer.from('Z\0\0\0\x05I', 'latin1');

/** A way to the database that a test can cut and mend. */
export class BreakableProxy {
  private readonly sockets = new Set<Socket>();
  private isBroken = false;
  private readonly traps = new Set<{ text: string; spring: (near: Socket, far: Socket) => boolean }>();

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

  /** Cuts every connection when this is asked next, before the database hears of it. @returns when that has happened */
  cutAt(text: string): Promise<void> {
    return this.onceAsked(text, () => {
      this.cut();
      return true;
    });
  }

  /**
   * Loses the answer to the statement that says this next, and its connection: the database has done it, and committed.
   * @returns when that has happened
   */
  async loseAnswerTo(text: string): Promise<void> {
    let tellLost = (): void => undefined;
    const isLost = new Promise<void>((resolve) => (tellLost = resolve));
    await this.onceAsked(text, (near, far) => {
      far.unpipe(near);
      far.on('data', (said: Buffer) => {
        if (!said.includes(READY)) return;
        near.destroy();
        tellLost();
      });
      far.resume();
      return false;
    });
    await isLost;
  }

  private onceAsked(text: string, then: (near: Socket, far: Socket) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const trap = {
        text,
        spring: (near: Socket, far: Socket) => {
          this.traps.delete(trap);
          const isOver = then(near, far);
          resolve();
          return isOver;
        },
      };
      this.traps.add(trap);
    });
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
    else {
      near.on('data', (asked: Buffer) => {
        for (const trap of this.traps) if (asked.includes(trap.text) && trap.spring(near, far)) return;
        far.write(asked);
      });
      far.pipe(near);
    }
  }
}
