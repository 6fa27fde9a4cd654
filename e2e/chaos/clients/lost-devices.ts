import { io, type Socket } from 'socket.io-client';
import { call, logIn } from '../../../rig/people.mjs';
import { insist } from '../insist';
import type { Recorder } from '../history';
import type { MembershipChanges } from '../membership-changes';
import { pause } from '../pause';
import { ANSWER_PATIENCE_MS, mint } from '../world/people';
import type { World } from '../world/world';

interface Options {
  world: World;
  /** In which people talk. */
  room: string;
  changes: MembershipChanges;
  record: Recorder;
  tokenLifeMs: number;
}

const RETRY_MS = 100;
/** What else happens may keep them from coming in. */
const PATIENCE_MS = 5_000;

let count = 0;

/** Devices of one person, all of which are logged out at once by another of their logins; they go on trying to come back. */
export class LostDevices {
  private readonly sockets: Socket[] = [];
  private following = 0;
  /** The room's newest entry when the server had said that they are out. */
  private head = Infinity;
  private since = 0;

  private constructor(
    private readonly name: string,
    private readonly options: Options,
  ) {}

  /** Brings them in, and logs them out. Resolves when the server has said so. */
  static async lose(size: number, options: Options): Promise<LostDevices> {
    count += 1;
    const devices = new LostDevices(`careless-${String(count)}`, options);
    await devices.bring(size);
    return devices;
  }

  close(): void {
    for (const socket of this.sockets) socket.off().disconnect();
  }

  private async bring(size: number): Promise<void> {
    const { world, room, changes, tokenLifeMs } = this.options;
    const { url } = world.server;
    const { id, username, token } = await insist(() => logIn(url, this.name));
    const person = { id, username, token: mint({ id, username }, tokenLifeMs) };
    await changes.join(person, room);
    for (let n = 1; n <= size; n += 1) this.sockets.push(this.open(n, person.token.text));
    const deadline = performance.now() + PATIENCE_MS;
    while (this.following < size && performance.now() < deadline) await pause(RETRY_MS);
    await insist(() => this.logOutOthers(token));
    this.head = await insist(() => this.newest());
    this.since = performance.now();
  }

  private async logOutOthers(token: string): Promise<void> {
    const asked = { method: 'DELETE', token, patienceMs: ANSWER_PATIENCE_MS };
    const { status } = await call(`${this.options.world.server.url}/api/sessions`, asked);
    if (status >= 300) throw new Error(`logging out was answered with ${String(status)}`);
  }

  private async newest(): Promise<number> {
    const { world, room } = this.options;
    const [row] = await world.database.query<{ head: string }>(
      'SELECT "lastSeq" AS head FROM "Room" WHERE id = $1',
      [room],
    );
    return Number(row?.head);
  }

  private open(n: number, token: string): Socket {
    const { world, room } = this.options;
    const auth = { token, batch: true };
    const socket = io(world.server.url, {
      auth,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    socket.on('connect', () =>
      socket.emit('rooms:sync', { rooms: [{ roomId: room }] }, () => (this.following += 1)),
    );
    const comeBack = () => setTimeout(() => socket.connect(), RETRY_MS);
    socket.on('connect_error', comeBack);
    socket.on('disconnect', comeBack);
    socket.on('message:batch', ({ roomId, messages }: { roomId: string; messages: { seq: number }[] }) => {
      if (roomId === room) for (const { seq } of messages) this.hear(n, seq);
    });
    return socket;
  }

  /** What was committed when they were out already is nothing for them. */
  private hear(n: number, seq: number): void {
    const { room, record } = this.options;
    if (seq <= this.head) return;
    const lateMs = Math.round(performance.now() - this.since);
    record({ k: 'late', client: `${this.name}/${String(n)}`, room, seq, lateMs });
  }
}
