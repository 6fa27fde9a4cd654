import { randomUUID } from 'node:crypto';
import type { Ack, MessageStored } from '@chatket/contract';
import { io, type Socket } from 'socket.io-client';
import type { Recorder } from '../history';
import type { Person } from '../world/people';
import { recordedSend } from './recorded-transport';

interface Options {
  name: string;
  person: Person;
  origin: string;
  record: Recorder;
  connections: number;
  /** Gives the person another token. */
  renew: (person: Person) => void;
}

const TIMEOUT_MS = 8_000;
const RETRY_MS = 300;

/** Says everything many times at once, under one key, over several connections; goes on until it has an answer. */
export class DuplicateSender {
  readonly kind = 'raw';
  pending = 0;
  private readonly sockets: Socket[];
  private said = 0;
  private isOpen = true;

  constructor(private readonly options: Options) {
    const { name, person, origin, record, connections } = options;
    record({ k: 'client', client: name, user: person.id, kind: 'raw' });
    this.sockets = Array.from({ length: connections }, () => {
      const socket = io(origin, {
        auth: (answer) => answer({ token: person.token.text }),
        transports: ['websocket'],
        forceNew: true,
        reconnectionDelayMax: 2_000,
      });
      // What the library does not do by itself when the server has said no.
      const goBack = () => {
        if (socket.active || !this.isOpen) return;
        options.renew(person);
        setTimeout(() => socket.connect(), RETRY_MS);
      };
      socket.on('connect_error', goBack);
      socket.on('disconnect', goBack);
      return socket;
    });
  }

  get name(): string {
    return this.options.name;
  }

  get user(): string {
    return this.options.person.id;
  }

  async say(roomId: string, copies: number, padding = ''): Promise<void> {
    const { name, person, record } = this.options;
    this.said += 1;
    const mark = `${name}:${String(this.said)}`;
    const text = padding === '' ? mark : `${mark} ${padding}`;
    const send = { client: name, roomId, clientMsgId: randomUUID(), text };
    record({ k: 'say', client: name, user: person.id, room: roomId, mark });
    this.pending += 1;
    while (this.isOpen) {
      const answers = await Promise.all(
        Array.from({ length: copies }, (_, copy) => this.attempt(send, copy).catch(() => undefined)),
      );
      const isFinal = answers.some((answer) => answer && (answer.success || !answer.retryable));
      if (isFinal) break;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    this.pending -= 1;
  }

  close(): void {
    this.isOpen = false;
    for (const socket of this.sockets) socket.disconnect();
  }

  private async attempt(
    send: { client: string; roomId: string; clientMsgId: string; text: string },
    copy: number,
  ): Promise<Ack<MessageStored>> {
    const socket = this.sockets[copy % this.sockets.length];
    if (!socket?.connected) throw new Error('not connected');
    const { roomId, clientMsgId, text } = send;
    const attempt = () =>
      socket.timeout(TIMEOUT_MS).emitWithAck('message:send', { roomId, clientMsgId, text }) as Promise<
        Ack<MessageStored>
      >;
    return recordedSend(this.options.record, send, attempt);
  }
}
