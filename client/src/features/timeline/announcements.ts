import type { Message } from '@chatket/contract';

const INTERVAL_MS = 1_000;

interface Options {
  /** Messages up to this seq were there before. */
  from: number;
  /** It is not read out: my own, and those of people I have blocked. */
  isSilent: (message: Message) => boolean;
  /** Gets what has come since the last time, never nothing. */
  say: (messages: readonly Message[]) => void;
}

/** Collects arriving messages of others for being read out, at most once a second. */
export function createAnnouncer({ from, isSilent, say }: Options) {
  let lastSeq = from;
  let waiting: Message[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function notice(messages: readonly Message[]) {
    const fresh = messages.filter((message) => message.seq > lastSeq);
    if (fresh.length === 0) return;
    // A first page is a room being opened, not news.
    if (lastSeq > 0) waiting.push(...fresh.filter((message) => !message.deleted && !isSilent(message)));
    lastSeq = fresh.at(-1)?.seq ?? lastSeq;
    if (waiting.length > 0) timer ??= setTimeout(speak, INTERVAL_MS);
  }

  function speak() {
    timer = undefined;
    say(waiting);
    waiting = [];
  }

  return { notice, stop: () => clearTimeout(timer) };
}
