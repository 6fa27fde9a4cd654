import type { AckFailure, ClientEvent, ClientPayload, ErrorCode } from '@chatket/contract';
import type { Transport } from '../../../client/src/realtime/transport';
import { markOf, type Recorder, shortId } from '../history';

/** After these nobody knows whether the message was stored; after all others it was not. */
const UNKNOWN_OUTCOMES: readonly ErrorCode[] = ['UNAVAILABLE', 'INTERNAL'];

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
  record({ k: 'invoke', client, room, key, mark: markOf(text) });
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

/** The transport as it is, with every send in the history. */
export function recordedTransport(inner: Transport, client: string, record: Recorder): Transport {
  return {
    ...inner,
    request: async <E extends ClientEvent>(event: E, payload: ClientPayload<E>, timeoutMs: number) => {
      const attempt = () => inner.request(event, payload, timeoutMs);
      if (event !== 'message:send') return attempt();
      const send = payload as ClientPayload<'message:send'>;
      return recordedSend(record, { client, ...send }, attempt as () => Promise<never>);
    },
  };
}
