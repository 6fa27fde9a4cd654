import 'reflect-metadata';
import type { AckBody, ClientEvent, ClientPayload } from '@chatket/contract';
import type { ClassConstructor } from 'class-transformer';
import type { Accept, Door } from '../common/index.js';
import type { Connection } from './connection.js';
import type { RawAck } from './raw-ack.js';

/** A gateway method that answers a client event: what it returns becomes the ack, what it throws the failing ack. */
export type ClientEventHandler<E extends ClientEvent> = (
  connection: Connection,
  payload: ClientPayload<E>,
) => Promise<AckBody<E> | RawAck<AckBody<E>>> | AckBody<E>;

export interface ClientEventMetadata extends Door<object> {
  event: ClientEvent;
}

const METADATA = Symbol('client event');

/**
 * Marks the gateway method that handles a client event. The payload it gets has been validated against `dto`.
 * Types hold it to the contract: payload in, ack out. Events that come often also have a short way, `accept`.
 */
export function OnClientEvent<E extends ClientEvent>(
  event: E,
  dto: ClassConstructor<ClientPayload<E> & object>,
  accept?: Accept<ClientPayload<E> & object>,
) {
  return <Method extends ClientEventHandler<E>>(
    _target: object,
    _name: string,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    if (!descriptor.value) return;
    Reflect.defineMetadata(METADATA, { event, dto, accept } satisfies ClientEventMetadata, descriptor.value);
  };
}

/** What `OnClientEvent` left on a method, if it is one. */
export function clientEventOf(method: object): ClientEventMetadata | undefined {
  return Reflect.getMetadata(METADATA, method) as ClientEventMetadata | undefined;
}
