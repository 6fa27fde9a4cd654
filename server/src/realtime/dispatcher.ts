import { Injectable, Logger } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type AckFailure, type ClientEvent, READING_EVENTS } from '@chatket/contract';
import {
  type Allowance,
  AppError,
  Clock,
  type Door,
  newTraceId,
  parse,
  toAppError,
  TokenBucket,
  validationError,
} from '../common/index.js';
import { Config } from '../config/index.js';
import { type Connection, connectionOf } from './connection.js';
import { clientEventOf } from './on-client-event.js';
import { eventAllowance } from './packet-guard.js';
import { RawAck } from './raw-ack.js';
import { sharedListener } from './shared-listener.js';
import type { ChatSocket } from './socket-types.js';

interface Handler extends Door<object> {
  run: (connection: Connection, payload: object) => unknown;
}

/** An event on its way in. */
interface Arrival {
  connection: Connection;
  event: string;
}

type AckCallback = (answer: object) => void;

/**
 * The door for every client event: validates, runs the handler, catches, acknowledges.
 * Whatever a client sends, it is answered and the process goes on. One listener per socket serves all events.
 */
@Injectable()
export class Dispatcher {
  private readonly logger = new Logger(Dispatcher.name);
  private readonly handlers = new Map<string, Handler>();
  private readonly underWay = new Set<Promise<void>>();
  private readonly allowance: Allowance;
  private readonly listener = sharedListener((socket: ChatSocket, event: unknown, ...args: unknown[]) => {
    this.track(this.dispatch({ connection: connectionOf(socket), event: String(event) }, args));
  });

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.allowance = eventAllowance(config);
  }

  /** Finds the methods marked with `OnClientEvent` in all providers. */
  discover(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (typeof instance === 'object' && instance !== null)
        this.register(instance as Record<string, unknown>);
    }
  }

  get events(): string[] {
    return [...this.handlers.keys()];
  }

  attach(socket: ChatSocket): void {
    connectionOf(socket).budget = new TokenBucket(this.allowance, this.clock.monotonic());
    socket.onAny(this.listener);
  }

  /** Resolves when every event that has come in so far is answered. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private track(dispatching: Promise<void>): void {
    this.underWay.add(dispatching);
    void dispatching.then(() => this.underWay.delete(dispatching));
  }

  private register(instance: Record<string, unknown>): void {
    const prototype: unknown = Object.getPrototypeOf(instance);
    if (typeof prototype !== 'object' || prototype === null) return;
    for (const name of this.scanner.getAllMethodNames(prototype)) {
      const method = (prototype as Record<string, unknown>)[name];
      const metadata = typeof method === 'function' ? clientEventOf(method) : undefined;
      if (typeof method !== 'function' || !metadata) continue;
      if (this.handlers.has(metadata.event)) throw new Error(`${metadata.event} has two handlers`);
      const run = method.bind(instance) as Handler['run'];
      this.handlers.set(metadata.event, { ...metadata, run });
    }
  }

  private async dispatch(arrival: Arrival, args: unknown[]): Promise<void> {
    const last = args.at(-1);
    const ack = typeof last === 'function' ? (last as AckCallback) : undefined;
    const payloads = ack ? args.slice(0, -1) : args;
    try {
      const body = await this.run(arrival, payloads);
      ack?.(body instanceof RawAck ? body : { success: true, ...body });
    } catch (error) {
      const failure = this.failure(error, arrival);
      ack?.(failure);
    }
  }

  private async run({ connection, event }: Arrival, payloads: unknown[]): Promise<object> {
    if (!connection.budget?.take(this.clock.monotonic()))
      throw new AppError('TOO_MANY_REQUESTS', 'Too many events at once. Slow down.');
    const handler = this.handlers.get(event);
    if (!handler) throw new AppError('UNKNOWN_EVENT', 'There is no such event.');
    if (connection.expiresAt <= this.clock.now())
      throw new AppError('TOKEN_EXPIRED', 'The session has expired.');
    if (connection.isReading && !READING_EVENTS.has(event as ClientEvent))
      throw new AppError('SCOPE_MISSING', 'This token only reads.');
    if (payloads.length > 1)
      throw validationError([{ field: 'payload', message: 'must be a single object' }]);
    const payload = handler.accept?.(payloads[0]) ?? parse(handler.dto, payloads[0]);
    const result = await handler.run(connection, payload);
    return result as object;
  }

  private failure(thrown: unknown, { event, connection }: Arrival): AckFailure {
    const error = toAppError(thrown);
    const traceId = newTraceId();
    const context = { traceId, event: event.slice(0, 64), userId: connection.user.id, code: error.code };
    if (error.code === 'INTERNAL') this.logger.error({ ...context, err: thrown }, 'event failed');
    else this.logger.debug(context, 'event refused');
    const { fields, mute, current, retryAfterMs, rights, count } = error.details;
    return {
      success: false,
      error: error.message,
      code: error.code,
      retryable: error.isRetryable,
      traceId,
      ...(fields && { fields }),
      ...(current && { current }),
      ...rights,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(count !== undefined && { count }),
      ...(mute && { mutedUntil: mute.until.toISOString(), mutedForMs: mute.forMs }),
    };
  }
}
