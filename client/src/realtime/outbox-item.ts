import type {
  AckFailure,
  Attachment,
  ErrorCode,
  Message,
  MessageOrigin,
  MessageQuote,
  PollTerms,
} from '@chatket/contract';
import { steadyNow } from '../lib';

/** What I did in a room and the server has not confirmed yet, as far as I know. */
export type OutboxItem = SendItem | ActionItem;
/** What I did to a message. */
export type ActionItem = EditItem | DeleteItem | ReactItem | PinItem | VoteItem | EndPollItem;

interface Item {
  /** Names the item; of a message also the key under which the server stores it once. */
  clientMsgId: string;
  roomId: string;
  /** When it was done, in ms; grows strictly, so it also orders the items. */
  order: number;
  state: OutboxState;
}

/** A file on its way out; `type` as the browser takes it for. */
export type OutboxFile = Attachment;

/** A message of mine that is not in the room yet. */
export interface SendItem extends Item {
  /** Missing in what an earlier version wrote. */
  kind?: 'send';
  text: string;
  /** What it answers, as it was then. */
  replyTo?: MessageQuote;
  /** The message whose text it brings from elsewhere, and what will be told of that. */
  forwardOf?: string;
  forwarded?: MessageOrigin;
  /** It is said in the thread of this message, and perhaps in the room too. */
  threadId?: string;
  inRoom?: true;
  /** It asks: what can be chosen. */
  poll?: PollTerms;
  /** What it is sent with; the bytes lie in another database of this device until they are uploaded. */
  files?: readonly OutboxFile[];
  /** They are: it can go out. */
  isUploaded?: true | undefined;
  /** It speaks to many, and is to. */
  mentionAll?: true;
  /** One of the parts of a long text: they go out slowly, and wait for the end of a mute by themselves. */
  isPart?: boolean;
  /** An attempt had no answer: the server may have it as it is. */
  isTried?: boolean;
}

interface ToMessage {
  /** Missing as long as the message itself is on its way out. */
  messageId?: string;
  /** The key of a message of mine that was on its way out when this was done to it. */
  ofMine?: string;
}

export interface EditItem extends Item, ToMessage {
  kind: 'edit';
  text: string;
  /** The `rev` of the state that was edited. */
  rev: number;
  /** The texts that this one knowingly replaces: to find one of them at a greater `rev` is no conflict. */
  replaces: readonly string[];
}

export interface DeleteItem extends Item, ToMessage {
  kind: 'delete';
  reason?: string;
  /** By `steadyNow`; it is not sent before, so that it can be undone. */
  notBefore: number;
}

export interface ReactItem extends Item, ToMessage {
  kind: 'react';
  emoji: string;
  on: boolean;
}

export interface PinItem extends Item, ToMessage {
  kind: 'pin';
  on: boolean;
}

export interface VoteItem extends Item, ToMessage {
  kind: 'poll:vote';
  option: number;
  on: boolean;
}

export interface EndPollItem extends Item, ToMessage {
  kind: 'poll:end';
}

/** What is done to a poll. */
export type PollDeed = Pick<VoteItem, 'kind' | 'option' | 'on'> | Pick<EndPollItem, 'kind'>;

export type OutboxState =
  /** Waits for its turn, for the connection, or for the ack. */
  | { kind: 'queued' }
  /** Done; its copy from the server has not come back yet. */
  | { kind: 'sent'; seq: number; messageId?: string }
  | Failed
  | Muted;

interface Failed {
  kind: 'failed';
  /** Why: the words for it are those of the language the person reads then. */
  code: ErrorCode;
  /** The message as it is, after a `CONFLICT`; not kept beyond the page. */
  current?: Message;
  /** To how many people it speaks, after a `CONFIRM_REQUIRED`. */
  count?: number;
}

export interface Muted {
  kind: 'muted';
  /** What was left of the mute when it was heard of, and its end by `steadyNow`. */
  forMs: number;
  until: number;
  /** It is not my turn yet in a slow room. */
  isSlow?: true;
}

export type Verdict = 'retry' | Failed | Muted;

/** What a refusal means for the item. */
export function judge({ code, retryable, mutedForMs, retryAfterMs, current, count }: AckFailure): Verdict {
  switch (code) {
    // The session is over, not the message: it waits for the next login.
    case 'UNAUTHENTICATED':
    case 'TOKEN_EXPIRED':
      return 'retry';
    case 'RATE_LIMITED':
      return mutedForMs === undefined
        ? 'retry'
        : { kind: 'muted', forMs: mutedForMs, until: steadyNow() + mutedForMs };
    case 'MUTED':
      return mutedForMs === undefined
        ? { kind: 'failed', code }
        : { kind: 'muted', forMs: mutedForMs, until: steadyNow() + mutedForMs };
    case 'SLOW_MODE':
      return retryAfterMs === undefined
        ? 'retry'
        : { kind: 'muted', forMs: retryAfterMs, until: steadyNow() + retryAfterMs, isSlow: true };
    default:
      return retryable ? 'retry' : { kind: 'failed', code, current, ...(count !== undefined && { count }) };
  }
}

export function isSend(item: OutboxItem): item is SendItem {
  return item.kind === undefined || item.kind === 'send';
}

export function byOrder(one: OutboxItem, other: OutboxItem): number {
  return one.order - other.order;
}
