import { LIMITS } from '@chatket/contract';
import { steadyNow } from '../lib';
import type { Transport } from './transport';

const IDLE_MS = 4_000;
const ANSWER_TIMEOUT_MS = 5_000;

/** Tells the others that I am typing: at most once per interval, and that I stopped when I pause or send. */
export function createTypingSignal(transport: Transport) {
  let roomId: string | undefined;
  let lastSentAt = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;

  function keystroke(room: string) {
    if (roomId !== undefined && roomId !== room) stopped();
    clearTimeout(idle);
    idle = setTimeout(stopped, IDLE_MS);
    const now = steadyNow();
    if (roomId === room && now - lastSentAt < LIMITS.typingIntervalMs) return;
    roomId = room;
    lastSentAt = now;
    tell(room, true);
  }

  function stopped() {
    clearTimeout(idle);
    if (roomId === undefined) return;
    tell(roomId, false);
    roomId = undefined;
  }

  function tell(room: string, isTyping: boolean) {
    // A lost signal is not worth a word: the next keystroke brings another.
    void transport
      .request('typing:update', { roomId: room, isTyping }, ANSWER_TIMEOUT_MS)
      .catch(() => undefined);
  }

  return { keystroke, stopped };
}
