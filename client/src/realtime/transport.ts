import type {
  AckBody,
  AckFailure,
  ClientEvent,
  ClientPayload,
  HandshakeRefusal,
  ServerEvent,
  ServerPayload,
} from '@chatket/contract';

export type Answer<E extends ClientEvent> = ({ success: true } & AckBody<E>) | AckFailure;

/** One event from the server, with the payload that belongs to its name. */
export type ServerNotice = { [E in ServerEvent]: { event: E; payload: ServerPayload<E> } }[ServerEvent];

export type TransportEvent =
  | { kind: 'connected' }
  | { kind: 'disconnected' }
  /** An attempt to connect failed; the refusal is there when the server itself said no. */
  | { kind: 'refused'; refusal?: HandshakeRefusal }
  | { kind: 'notice'; notice: ServerNotice };

/**
 * A connection that carries events both ways, in order. It makes one attempt per `connect()` and never reconnects by
 * itself: when to try again is decided in one place, by the connection.
 */
export interface Transport {
  connect: () => void;
  disconnect: () => void;
  /** Sends an event and resolves with its ack. Rejects with `NoAnswer` when none comes. */
  request: <E extends ClientEvent>(
    event: E,
    payload: ClientPayload<E>,
    timeoutMs: number,
  ) => Promise<Answer<E>>;
  /** Returns the function that ends the subscription. */
  listen: (listener: (event: TransportEvent) => void) => () => void;
}

/** No ack came: the connection is gone or the time is over. The server may or may not have seen the event. */
export class NoAnswer extends Error {
  constructor(event: ClientEvent) {
    super(`No answer to ${event}`);
    this.name = 'NoAnswer';
  }
}
