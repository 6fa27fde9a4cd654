import { io, type Socket } from 'socket.io-client';

const RETRY_MS = 200;

/** Many connections that follow one room and come back whenever they are cut off. */
export class Herd {
  private readonly sockets: Socket[];
  private isOpen = true;

  constructor(size: number, origin: string, token: string, room: string) {
    this.sockets = Array.from({ length: size }, () => this.open(origin, token, room));
  }

  /** Resolves when all are connected at the same time. */
  async allOnline(): Promise<void> {
    while (this.isOpen && !this.sockets.every(({ connected }) => connected))
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }

  close(): void {
    this.isOpen = false;
    for (const socket of this.sockets) socket.disconnect();
  }

  private open(origin: string, token: string, room: string): Socket {
    const socket = io(origin, {
      auth: { token, batch: true },
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 100,
      reconnectionDelayMax: 1_000,
    });
    socket.on('connect', () => socket.emit('rooms:sync', { rooms: [{ roomId: room }] }, () => undefined));
    const goBack = () => {
      if (!socket.active && this.isOpen) setTimeout(() => socket.connect(), RETRY_MS);
    };
    socket.on('connect_error', goBack);
    socket.on('disconnect', goBack);
    return socket;
  }
}
