import type { Message } from '@chatket/contract';

/** So many messages are remembered, and alerts of messages that have not come yet. */
const REMEMBERED_MAX = 200;

/** Brings alerts, which name messages, and messages together, whichever of them comes first. */
export function createHeard() {
  const messages = new Map<string, Message>();
  const awaited = new Map<string, true>();

  return {
    /** @returns those of them of which an alert has come before */
    add(added: readonly Message[]): Message[] {
      for (const message of added) remember(messages, message.messageId, message);
      return added.filter(({ messageId }) => awaited.delete(messageId));
    },
    /** The message of an alert, if it is there already. */
    find(messageId: string): Message | undefined {
      const message = messages.get(messageId);
      if (!message) remember(awaited, messageId, true);
      return message;
    },
  };
}

function remember<T>(all: Map<string, T>, id: string, value: T) {
  all.delete(id);
  all.set(id, value);
  for (const oldest of all.keys()) {
    if (all.size <= REMEMBERED_MAX) break;
    all.delete(oldest);
  }
}
