import { io, type Socket } from 'socket.io-client';
import type { MembershipChanges } from '../membership-changes';
import { pause } from '../pause';
import { logIn, type Person } from '../world/people';
import type { RealClient } from './real-client';

interface Options {
  /** The server to which they come. */
  url: string;
  room: string;
  changes: MembershipChanges;
  /** Who may see them. */
  real: readonly RealClient[];
  tokenLifeMs: number;
}

const RETRY_MS = 100;
/** What else happens may keep them from being seen. */
const PATIENCE_MS = 5_000;

let count = 0;

/** People who come into a room by one server, and do not come back when it dies. */
export class Visitors {
  private readonly sockets: Socket[] = [];

  private constructor(private readonly options: Options) {}

  /** Resolves when somebody sees them, or does not for long. */
  static async come(size: number, options: Options): Promise<Visitors> {
    const visitors = new Visitors(options);
    const people: string[] = [];
    for (let n = 0; n < size; n += 1) people.push(await visitors.bring());
    const areSeen = ({ rosters }: RealClient) => {
      const online = rosters.onlineIn(options.room);
      return people.every((id) => online?.includes(id));
    };
    const deadline = performance.now() + PATIENCE_MS;
    while (!options.real.some(areSeen) && performance.now() < deadline) await pause(RETRY_MS);
    return visitors;
  }

  close(): void {
    for (const socket of this.sockets) socket.off().disconnect();
  }

  private async bring(): Promise<string> {
    const { url, room, changes, tokenLifeMs } = this.options;
    count += 1;
    let person: Person | undefined;
    while (!(person = await logIn(url, `visitor-${String(count)}`, tokenLifeMs).catch(() => undefined)))
      await pause(RETRY_MS);
    await changes.join(person, room);
    this.sockets.push(this.open(person.token.text));
    return person.id;
  }

  private open(token: string): Socket {
    const { url, room } = this.options;
    const auth = { token, batch: true };
    const socket = io(url, { auth, transports: ['websocket'], forceNew: true, reconnection: false });
    socket.on('connect', () => socket.emit('rooms:sync', { rooms: [{ roomId: room }] }, () => undefined));
    socket.on('connect_error', () => setTimeout(() => socket.connect(), RETRY_MS));
    return socket;
  }
}
