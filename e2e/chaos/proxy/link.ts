import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createRandom, type Random } from '../random';
import { Pipe } from './pipe';
import type { Rules } from './rules';

interface Carried {
  near: Socket;
  far: Socket;
  pipes: Pipe[];
  /** Decides once whether this connection belongs to the share that suffers. */
  lot: number;
  isDoomed: boolean;
}

/** Time for the far end to read what it has got: a reset throws away what is unread. */
const DOOM_MS = 50;
const NOTHING_PASSES: Rules = { stalled: ['up', 'down'] };

interface Options {
  target: { host: string; port: number };
  /** WebSocket connections, whose frames the rules may name. */
  hasFrames?: boolean;
  /** Connections come from many addresses, as those of real people do. */
  spreadsAddresses?: boolean;
  random?: Random;
}

/** A TCP proxy between two of our processes that treats what it carries as the rules of the moment say. */
export class Link {
  private readonly carried = new Set<Carried>();
  private rules: Rules = {};
  /** Connections that have ended, by whatever cause. */
  ended = 0;
  private readonly random: Random;

  private constructor(
    private readonly server: Server,
    private readonly options: Options,
  ) {
    this.random = options.random ?? createRandom(1);
    server.on('connection', (near: Socket) => this.carry(near));
  }

  static async open(options: Options): Promise<Link> {
    const server = createServer({ allowHalfOpen: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Link(server, options);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get size(): number {
    return this.carried.size;
  }

  set(rules: Rules): void {
    this.rules = rules;
    for (const { pipes } of this.carried) for (const pipe of pipes) pipe.pump();
  }

  /** Connections that come from now on end elsewhere. */
  lead(target: Options['target']): void {
    this.options.target = target;
  }

  /** Resets a part of the connections. */
  cut(share = 1): void {
    for (const carried of [...this.carried]) if (this.random.chance(share)) this.reset(carried);
  }

  /** Ends one direction of every connection in an orderly way; the other goes on. */
  halfClose(share = 1): void {
    for (const { far } of [...this.carried]) if (this.random.chance(share)) far.end();
  }

  async close(): Promise<void> {
    this.server.close();
    this.cut();
    await once(this.server, 'close');
  }

  private carry(near: Socket): void {
    if (this.rules.isRefusing) {
      near.resetAndDestroy();
      return;
    }
    const { target, spreadsAddresses, hasFrames = false } = this.options;
    const localAddress = spreadsAddresses ? this.address() : undefined;
    const far = connect({ ...target, allowHalfOpen: true, noDelay: true, localAddress });
    near.setNoDelay(true);
    const carried: Carried = { near, far, pipes: [], lot: this.random.next(), isDoomed: false };
    const shared = {
      rules: () => this.rulesFor(carried),
      hasFrames,
      random: this.random.next,
      doom: () => {
        carried.isDoomed = true;
        setTimeout(() => this.reset(carried), DOOM_MS);
      },
    };
    carried.pipes.push(
      new Pipe({ ...shared, direction: 'up', from: near, to: far }),
      new Pipe({ ...shared, direction: 'down', from: far, to: near }),
    );
    this.carried.add(carried);
    for (const socket of [near, far]) {
      socket.on('error', () => this.reset(carried));
      socket.on('close', () => {
        if (near.destroyed && far.destroyed) this.forget(carried);
        else if (socket.errored) this.reset(carried);
      });
    }
  }

  private rulesFor({ lot, isDoomed }: Carried): Rules {
    if (isDoomed) return NOTHING_PASSES;
    return lot < (this.rules.share ?? 1) ? this.rules : {};
  }

  private reset(carried: Carried): void {
    this.forget(carried);
    for (const socket of [carried.near, carried.far]) if (!socket.destroyed) socket.resetAndDestroy();
  }

  private forget(carried: Carried): void {
    for (const pipe of carried.pipes) pipe.close();
    if (this.carried.delete(carried)) this.ended += 1;
  }

  private address(): string {
    return `127.${[0, 0, 0].map(() => String(this.random.between(1, 254))).join('.')}`;
  }
}
