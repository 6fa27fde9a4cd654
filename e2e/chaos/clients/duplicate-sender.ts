import { randomUUID } from 'node:crypto';
import type { Ack, ClientPayload, FileDescribe, MessageStored } from '@chatket/contract';
import { io, type Socket } from 'socket.io-client';
import type { Recorder } from '../history';
import type { Person } from '../world/people';
import { recordedSend } from './recorded-transport';
import { recordedWish, wishOf } from './recorded-wish';

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

/** So many of its messages it may still change. */
const REMEMBERED = 20;
/** What an ack says of any change. */
type Changed = Ack<{ seq?: number }>;
type ChangeEvent = 'message:edit' | 'message:delete' | 'message:react';

interface Send {
  client: string;
  roomId: string;
  clientMsgId: string;
  text: string;
  attachments?: string[];
}

/** A message of its own. */
interface Own {
  roomId: string;
  messageId: string;
  mark: string;
  rev: number;
}

/** Says everything many times at once, under one key, over several connections; goes on until it has an answer. */
export class DuplicateSender {
  readonly kind = 'raw';
  pending = 0;
  private readonly sockets: Socket[];
  private said = 0;
  private edits = 0;
  private own: Own[] = [];
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

  /** @returns whether it is stored; not where it was refused */
  async say(roomId: string, copies: number, padding = ''): Promise<boolean> {
    const { text: mark, ...send } = this.newSend(roomId);
    const text = padding === '' ? mark : `${mark} ${padding}`;
    const answer = await this.repeat(copies, (copy) => this.attempt({ ...send, text }, copy));
    if (!answer) return false;
    this.own.push({ roomId, messageId: answer.messageId, mark, rev: answer.seq });
    if (this.own.length > REMEMBERED) this.own.shift();
    return true;
  }

  /** Says something with files, under a key that is told before. @returns it, once it is stored */
  async show(
    roomId: string,
    attachments: string[],
    onKey: (key: string) => void,
  ): Promise<MessageStored | undefined> {
    const send = { ...this.newSend(roomId), attachments };
    onKey(send.clientMsgId);
    return this.repeat(1, (copy) => this.attempt(send, copy));
  }

  /** Says what a file of a message of its own shows. @returns whether that is so now */
  async describe(what: FileDescribe): Promise<boolean> {
    const answer = await this.repeat(1, (copy) => this.ask<Changed>('file:describe', what, copy));
    return answer !== undefined;
  }

  /** Deletes a message of its own. */
  async takeBack(roomId: string, messageId: string): Promise<void> {
    await this.change('message:delete', { roomId, messageId }, 1);
  }

  /** Edits a message of its own. */
  async edit(roomId: string, copies: number): Promise<void> {
    const target = this.take(roomId);
    if (!target) return;
    const { name } = this.options;
    this.edits += 1;
    const text = `${target.mark} ~${name}~${String(this.edits)}`;
    const { messageId, rev } = target;
    const answer = await this.change('message:edit', { roomId, messageId, text, rev }, copies);
    if (answer?.seq !== undefined) this.own.push({ ...target, rev: answer.seq });
  }

  /** Deletes a message of its own. @returns whether it is deleted */
  async remove(roomId: string, copies: number): Promise<boolean> {
    const target = this.take(roomId);
    if (!target) return false;
    const answer = await this.change('message:delete', { roomId, messageId: target.messageId }, copies);
    return answer !== undefined;
  }

  /** Reacts to a message of its own, or takes it back. */
  async react(roomId: string, reaction: { emoji: string; on: boolean }, copies: number): Promise<void> {
    const target = this.take(roomId);
    if (!target) return;
    await this.change('message:react', { roomId, messageId: target.messageId, ...reaction }, copies);
    this.own.push(target);
  }

  /** What nobody has said yet. */
  private newSend(roomId: string): Send {
    const { name, person, record } = this.options;
    this.said += 1;
    const text = `${name}:${String(this.said)}`;
    record({ k: 'say', client: name, user: person.id, room: roomId, mark: text });
    return { client: name, roomId, clientMsgId: randomUUID(), text };
  }

  /** Nothing else is done to it meanwhile. */
  private take(roomId: string): Own | undefined {
    const place = this.own.findIndex((own) => own.roomId === roomId);
    return place === -1 ? undefined : this.own.splice(place, 1)[0];
  }

  private change<E extends ChangeEvent>(event: E, payload: ClientPayload<E>, copies: number) {
    const { name, person, record } = this.options;
    const wish = wishOf(event, payload);
    if (!wish) return Promise.resolve(undefined);
    return this.repeat(copies, (copy) =>
      recordedWish(record, { client: name, user: person.id, ...wish }, () =>
        this.ask<Changed>(event, payload, copy),
      ),
    );
  }

  /** Asks so many times at once, until there is an answer. @returns a success among them */
  private async repeat<T extends object>(
    copies: number,
    ask: (copy: number) => Promise<Ack<T>>,
  ): Promise<T | undefined> {
    this.pending += 1;
    try {
      while (this.isOpen) {
        const answers = await Promise.all(
          Array.from({ length: copies }, (_, copy) => ask(copy).catch(() => undefined)),
        );
        const success = answers.find((answer) => answer?.success);
        if (success?.success) return success;
        if (answers.some((answer) => answer && !answer.success && !answer.retryable)) return undefined;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
      return undefined;
    } finally {
      this.pending -= 1;
    }
  }

  close(): void {
    this.isOpen = false;
    for (const socket of this.sockets) socket.disconnect();
  }

  private async attempt(send: Send, copy: number): Promise<Ack<MessageStored>> {
    const { client: _client, ...payload } = send;
    return recordedSend(this.options.record, send, () =>
      this.ask<Ack<MessageStored>>('message:send', payload, copy),
    );
  }

  private async ask<A>(event: string, payload: object, copy: number): Promise<A> {
    const socket = this.sockets[copy % this.sockets.length];
    if (!socket?.connected) throw new Error('not connected');
    return (await socket.timeout(TIMEOUT_MS).emitWithAck(event, payload)) as A;
  }
}
