import { type LineChange, type Message, type MessageChange, revOf } from '@chatket/contract';
import { newest, remember, type States, withStates } from '../../../client/src/store/states';
import type { Delivery } from '../../../client/src/realtime/delivery';
import type { Held } from '../history';
import { shortId, stateOf } from '../message-state';

/** As far as somebody may scroll back who was told to begin anew. */
const PAGES_AFTER_RESET = 3;

/**
 * What a device holds of a room, kept by the rules of the web client's store: a change puts its state in place unless a
 * newer one is there, also in the copies that quote it, and a page of history gives way to what was told since.
 */
export class Copy {
  /** From this seq on nothing is missing. */
  base = 0;
  /** Pages of the past that are still to be loaded after a reset. */
  private pagesToLoad = 0;
  epoch: string | undefined;
  private readonly messages = new Map<string, Message>();
  private readonly replies = new Map<string, Set<string>>();
  private recent: States | undefined;

  deliver({ messages, changes, isReset, epoch }: Delivery): void {
    this.epoch = epoch;
    if (isReset) this.restart(messages[0]?.seq ?? 0);
    this.recent = remember(this.recent, changes);
    this.add(withStates(messages, this.recent));
    this.change(changes);
  }

  /** Whether less of the past is here than somebody scrolls back who was told to begin anew. */
  get isShort(): boolean {
    return this.base > 0 && this.pagesToLoad > 0;
  }

  /** A page right before the oldest message. */
  addPage(page: readonly Message[], isLast: boolean): void {
    this.pagesToLoad -= 1;
    this.add(withStates(page, this.recent));
    this.base = isLast ? 0 : (page[0]?.seq ?? 0);
  }

  /** Messages that are not deleted, of the newest ones. */
  last(count: number): Message[] {
    const all = [...this.messages.values()];
    return all.slice(-count).filter(({ deleted }) => !deleted);
  }

  get(messageId: string): Message | undefined {
    return this.messages.get(messageId);
  }

  oldest(): Message | undefined {
    let oldest: Message | undefined;
    for (const message of this.messages.values()) if (!oldest || message.seq < oldest.seq) oldest = message;
    return oldest;
  }

  states(): Held[] {
    const all = [...this.messages.values()].sort((one, other) => one.seq - other.seq);
    return all.map((message) => [message.seq, stateOf(message)] as const);
  }

  private restart(base: number): void {
    this.messages.clear();
    this.replies.clear();
    this.recent = undefined;
    this.base = base;
    this.pagesToLoad = PAGES_AFTER_RESET;
  }

  private add(messages: readonly Message[]): void {
    for (const message of messages) {
      const { messageId, replyTo } = message;
      const held = this.messages.get(messageId);
      this.messages.set(messageId, held ? newest(held, message) : message);
      if (!replyTo) continue;
      this.replies.set(replyTo.id, (this.replies.get(replyTo.id) ?? new Set()).add(messageId));
    }
  }

  private change(changes: readonly MessageChange[]): void {
    for (const { message } of changes) {
      const states: States = new Map([[message.messageId, message]]);
      for (const id of [message.messageId, ...(this.replies.get(message.messageId) ?? [])]) {
        const held = this.messages.get(id);
        const [after] = held ? withStates([held], states) : [];
        if (after) this.messages.set(id, after);
      }
    }
  }
}

/** What the history tells of a line. */
export function shownLine(roomId: string, line: LineChange) {
  return [line.seq, line.what, shortId(targetOf(roomId, line))] as const;
}

function targetOf(roomId: string, line: LineChange): string {
  if (line.kind === 'member') return line.user.id;
  return line.kind === 'pin' ? line.messageId : roomId;
}

/** What the history tells of a change. */
export function shownChange(change: Delivery['changes'][number]) {
  const { seq, what, message } = change;
  const told = 'isRenewal' in change ? 'renewed' : what;
  return [seq, told, shortId(message.messageId), revOf(message)] as const;
}
