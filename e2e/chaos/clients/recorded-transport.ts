import type { AckFailure, ClientEvent, ClientPayload } from '@chatket/contract';
import type { Transport } from '../../../client/src/realtime/transport';
import { markOf, type Recorder } from '../history';
import { shortId, versionOf } from '../message-state';
import { UNKNOWN_OUTCOMES } from './outcomes';
import { recordedWish, wishOf } from './recorded-wish';

interface Send {
  client: string;
  roomId: string;
  clientMsgId: string;
  text: string;
}

type StoredAnswer = { success: true; messageId: string; seq: number; createdAt: string } | AckFailure;

/** Puts a send into the history around its attempt. */
export async function recordedSend<A extends StoredAnswer>(
  record: Recorder,
  { client, roomId: room, clientMsgId: key, text }: Send,
  attempt: () => Promise<A>,
): Promise<A> {
  record({ k: 'invoke', client, room, key, mark: markOf(text), version: versionOf(text) });
  let answer: A;
  try {
    answer = await attempt();
  } catch (error) {
    record({ k: 'info', client, room, key });
    throw error;
  }
  if (answer.success) {
    const { messageId, seq, createdAt: at } = answer;
    record({ k: 'ok', client, room, key, id: shortId(messageId), seq, at });
  } else if (UNKNOWN_OUTCOMES.includes(answer.code)) {
    record({ k: 'info', client, room, key, code: answer.code });
  } else {
    record({ k: 'fail', client, room, key, code: answer.code });
  }
  return answer;
}

interface Recorded {
  client: string;
  user: string;
  record: Recorder;
  /** It asks for a room anew, from a position or from a time. */
  onSync: (roomId: string) => void;
}

/** The transport as it is, with every send and every change of a message in the history. */
export function recordedTransport(inner: Transport, { client, user, record, onSync }: Recorded): Transport {
  return {
    ...inner,
    request: async <E extends ClientEvent>(event: E, payload: ClientPayload<E>, timeoutMs: number) => {
      const attempt = () => inner.request(event, payload, timeoutMs);
      if (event === 'rooms:sync')
        for (const { roomId } of (payload as ClientPayload<'rooms:sync'>).rooms) onSync(roomId);
      if (event === 'room:join') onSync((payload as ClientPayload<'room:join'>).roomId);
      if (event === 'message:send') {
        const send = payload as ClientPayload<'message:send'>;
        return recordedSend(record, { client, ...send }, attempt as () => Promise<never>);
      }
      const wish = wishOf(event, payload);
      if (!wish) return attempt();
      return recordedWish(record, { client, user, ...wish }, attempt as () => Promise<never>);
    },
  };
}
