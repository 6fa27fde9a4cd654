import type { AckBody, ClientEvent, ClientPayload, HandshakeRefusal } from '@chatket/contract';
import { createEmitter } from '../lib';
import { NoAnswer, type Answer, type ServerNotice, type Transport, type TransportEvent } from './transport';

type Handlers = {
  [E in ClientEvent]?: (payload: ClientPayload<E>) => Answer<E> | Promise<Answer<E>> | undefined;
};

/** A server in the same process, for tests: answers by handlers, says what it is told, drops when it is told. */
export function createMemoryTransport() {
  const events = createEmitter<TransportEvent>();
  const handlers: Handlers = {};
  const requests: { event: ClientEvent; payload: unknown }[] = [];
  let isConnected = false;
  let isReachable = true;
  let refusal: HandshakeRefusal | undefined;
  let attempts = 0;

  const transport: Transport = {
    connect: () => {
      attempts += 1;
      if (!isReachable || refusal) return events.emit({ kind: 'refused', refusal });
      isConnected = true;
      events.emit({ kind: 'connected' });
    },
    disconnect: () => drop(),
    listen: events.listen,
    request: async <E extends ClientEvent>(event: E, payload: ClientPayload<E>): Promise<Answer<E>> => {
      if (!isConnected) throw new NoAnswer(event);
      requests.push({ event, payload });
      const answer = await handlers[event]?.(payload);
      if (!answer) throw new NoAnswer(event);
      return answer;
    },
  };

  function drop() {
    if (!isConnected) return;
    isConnected = false;
    events.emit({ kind: 'disconnected' });
  }

  return {
    transport,
    drop,
    attempts: () => attempts,
    /** Everything the client has sent under one name, oldest first. */
    sent: <E extends ClientEvent>(event: E) =>
      requests
        .filter((request) => request.event === event)
        .map((request) => request.payload as ClientPayload<E>),
    /** How the server answers an event. A handler that returns nothing leaves the client without an ack. */
    answer: <E extends ClientEvent>(event: E, handler: NonNullable<Handlers[E]>) => {
      handlers[event] = handler;
    },
    say: (notice: ServerNotice) => events.emit({ kind: 'notice', notice }),
    setReachable: (value: boolean) => {
      isReachable = value;
    },
    refuse: (value: HandshakeRefusal | undefined) => {
      refusal = value;
    },
  };
}

export function ok<E extends ClientEvent>(body: AckBody<E>): Answer<E> {
  return { success: true, ...body };
}
