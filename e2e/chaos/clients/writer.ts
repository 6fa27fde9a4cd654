import type { Message } from '@chatket/contract';
import { isSend, type OutboxItem } from '../../../client/src/realtime/outbox-item';
import type { Realtime } from '../../../client/src/realtime/realtime';
import { quoteOf } from '../../../client/src/store/states';
import { markOf, type Recorder } from '../history';

interface Options {
  /** The device, and the id of its person. */
  client: string;
  user: string;
  record: Recorder;
  /** What talks for it; none while its page is closed, and nothing is written then. */
  realtime: () => Realtime | undefined;
}

interface Said {
  padding?: string;
  answered?: Message | undefined;
  /** In whose thread it is said. */
  root?: Message | undefined;
  /** Whom it names, as it stands in the text. */
  named?: string;
}

/** What somebody writes on a device, and does to what was written: it goes into the outbox, whose items it knows. */
export class Writer {
  private items: readonly OutboxItem[] = [];
  private said = 0;
  private edits = 0;

  constructor(private readonly options: Options) {}

  /** How much is on its way out. */
  get pending(): number {
    return this.items.filter(({ state }) => state.kind === 'queued').length;
  }

  /** Takes the outbox as it is now. */
  takeOutbox(items: readonly OutboxItem[]): void {
    this.items = items;
  }

  /** Writes a new message that begins with a mark nothing else has, and answers one that is there. */
  say(room: string, { padding = '', answered, root, named = '' }: Said = {}): void {
    const { client, user, record } = this.options;
    this.said += 1;
    const mark = `${client}:${String(this.said)}`;
    record({ k: 'say', client, user, room, mark });
    const options = {
      ...(answered && { replyTo: quoteOf(answered) }),
      ...(root && { threadId: root.messageId }),
    };
    this.realtime?.send(room, [mark, named, padding].filter((part) => part !== '').join(' '), options);
  }

  /** Gives a message of mine another text, which begins with its mark as before. */
  edit(message: Message, named = ''): void {
    this.realtime?.edit(
      message,
      [this.nextVersion(message.text), named].filter((part) => part !== '').join(' '),
    );
  }

  /** The same for one that is on its way out. @returns whether there was one */
  editUnsent(room: string): boolean {
    const item = this.unsentIn(room);
    if (item) this.realtime?.editUnsent(item.clientMsgId, this.nextVersion(item.text));
    return item !== undefined;
  }

  remove(message: Message): void {
    this.realtime?.remove(message);
  }

  /** Takes back a message that is on its way out. @returns whether there was one */
  removeUnsent(room: string): boolean {
    const item = this.unsentIn(room);
    if (item) this.realtime?.removeUnsent(item.clientMsgId);
    return item !== undefined;
  }

  /** Takes back every deletion that can still be taken back. */
  undo(): void {
    for (const { clientMsgId, kind, state } of this.items)
      if (kind === 'delete' && state.kind === 'queued') this.realtime?.discard(clientMsgId);
  }

  react(message: Message, reaction: { emoji: string; on: boolean }): void {
    this.realtime?.react(message, reaction);
  }

  pin(message: Message, on: boolean): void {
    this.realtime?.pin(message, on);
  }

  private get realtime(): Realtime | undefined {
    return this.options.realtime();
  }

  private nextVersion(text: string): string {
    this.edits += 1;
    return `${markOf(text)} ~${this.options.client}~${String(this.edits)}`;
  }

  private unsentIn(room: string) {
    return this.items.filter(isSend).find(({ roomId, state }) => roomId === room && state.kind === 'queued');
  }
}
