import { once } from 'node:events';
import type { Socket as TcpSocket } from 'node:net';
import { type ClientOptions, WebSocket } from 'ws';

/** What the server said last to a connection that it ended. */
export interface Ending {
  code: number;
}

/** A websocket that speaks Engine.IO and Socket.IO by hand, and so can say anything. */
export class RawSocket {
  readonly heard: string[] = [];
  readonly ended: Promise<Ending>;
  private readonly waiting = new Set<() => void>();

  private constructor(readonly websocket: WebSocket) {
    this.ended = new Promise((resolve) => {
      websocket.on('close', (code: number) => {
        resolve({ code });
        this.lookAgain();
      });
    });
    websocket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text === '2') websocket.send('3');
      this.heard.push(text);
      this.lookAgain();
    });
  }

  /** Opens the engine's connection; nobody is logged in yet. */
  static async open(url: string, { query = '', ...options }: ClientOptions & { query?: string } = {}) {
    const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket${query}`;
    const websocket = new WebSocket(address, { perMessageDeflate: false, ...options });
    const socket = new RawSocket(websocket);
    await once(websocket, 'open');
    await socket.next('0');
    return socket;
  }

  /** Opens and logs in. */
  static async logIn(url: string, token: string): Promise<RawSocket> {
    const socket = await RawSocket.open(url);
    socket.send(`40${JSON.stringify({ token })}`);
    await socket.next('40');
    return socket;
  }

  send(...frames: (string | Buffer)[]): this {
    for (const frame of frames) this.websocket.send(frame);
    return this;
  }

  /** Bytes past the library, as they are. */
  write(bytes: Buffer): void {
    (this.websocket as unknown as { _socket: TcpSocket })._socket.write(bytes);
  }

  /** The first packet that begins so, heard before or from now on; rejects when the connection ends before. */
  async next(start: string): Promise<string> {
    for (;;) {
      const found = this.heard.find((text) => text.startsWith(start));
      if (found !== undefined) return found;
      if (this.websocket.readyState === WebSocket.CLOSED) throw new Error(`closed before ${start} came`);
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  /** The ack of the event that was sent under that id. */
  async ack(id: number): Promise<unknown> {
    const start = `43${String(id)}[`;
    return (JSON.parse((await this.next(start)).slice(start.length - 1)) as unknown[])[0];
  }

  close(): void {
    this.websocket.terminate();
  }

  private lookAgain(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
