import type { AckFailure } from './errors.js';

export type Ack<T extends object = object> = ({ success: true } & T) | AckFailure;
export type Acknowledge<T extends object = object> = (ack: Ack<T>) => void;

/** An event of a client: what it sends, and what a successful ack holds beside `success`. */
export type ClientEventOf<Payload, Body extends object = object> = (
  payload: Payload,
  ack: Acknowledge<Body>,
) => void;
/** An event of the server. */
export type ServerEventOf<Payload> = (payload: Payload) => void;

/** What a client may send; every event is acknowledged. Each noun adds its own (`declare module './wire.js'`). */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled where the nouns are
export interface ClientToServer {}

/** What a client may hear. Each noun adds its own. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled where the nouns are
export interface ServerToClient {}

/** What the client hands over in the Socket.IO handshake. A client that announces nothing is a plain one. */
export interface HandshakeAuth {
  token: string;
  /**
   * The client takes several messages in one `message:batch` and roster changes as `room:roster:delta`.
   * Without it messages come one by one and rosters come whole.
   */
  batch?: boolean;
  /** 1: the client takes `room:log`, messages and changes of a room interleaved; implies `batch`. */
  log?: 1;
}

/** `data` of the `connect_error` that refuses a handshake. */
export interface HandshakeRefusal {
  code: 'UNAUTHENTICATED' | 'TOKEN_EXPIRED' | 'TOO_MANY_CONNECTIONS' | 'UNAVAILABLE' | 'DRAINING';
  retryable: boolean;
}

export type ClientEvent = keyof ClientToServer;
export type ServerEvent = keyof ServerToClient;
/** What the client sends with an event. */
export type ClientPayload<E extends ClientEvent> = Parameters<ClientToServer[E]>[0];
/** The successful ack of an event, without its `success` field. */
export type AckBody<E extends ClientEvent> = Omit<
  Extract<Parameters<Parameters<ClientToServer[E]>[1]>[0], { success: true }>,
  'success'
>;
/** What the server sends with an event. */
export type ServerPayload<E extends ServerEvent> = Parameters<ServerToClient[E]>[0];

/** What the documentation shows of a client event. */
export interface ClientEventExample<Payload, Body> {
  summary: string;
  payload: Payload;
  ack: Body;
}
/** What the documentation shows of a server event. */
export interface ServerEventExample<Payload> {
  summary: string;
  payload: Payload;
}

/** The examples of one noun's events. The compiler holds each to its type. */
export interface EventExamples {
  client?: { [E in ClientEvent]?: ClientEventExample<ClientPayload<E>, AckBody<E>> };
  server?: { [E in ServerEvent]?: ServerEventExample<ServerPayload<E>> };
}
