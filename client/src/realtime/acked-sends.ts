import type { Message } from '@chatket/contract';
import { steadyNow } from '../lib';
import type { SendItem } from './outbox-item';

/** For so long the server may turn out to have lost what it has acknowledged: a copy of its database takes its place. */
const KEPT_MS = 10 * 60_000;

interface Acked {
  item: SendItem;
  messageId: string | undefined;
  at: number;
}

/** What this page has sent and the server has acknowledged, of the last minutes. */
export function createAckedSends() {
  let sends: Acked[] = [];

  function note(item: SendItem, messageId?: string) {
    sends.push({ item, messageId, at: steadyNow() });
    sends = sends.filter(({ at }) => steadyNow() - at < KEPT_MS);
  }

  /** A message has become something else: what is kept of it as well, and of a deleted one nothing. */
  function changed({ messageId, text, deleted }: Pick<Message, 'messageId' | 'text' | 'deleted'>) {
    sends = sends.flatMap((send) => {
      if (send.messageId !== messageId) return send;
      return deleted ? [] : { ...send, item: { ...send.item, text } };
    });
  }

  /** All of a room, in the order of writing. What comes back is noted anew. */
  function takeOf(roomId: string): SendItem[] {
    const isWanted = ({ item, at }: Acked) => item.roomId === roomId && steadyNow() - at < KEPT_MS;
    const taken = sends.filter(isWanted).map(({ item }) => item);
    sends = sends.filter(({ item }) => item.roomId !== roomId);
    return taken;
  }

  return { note, changed, takeOf };
}
