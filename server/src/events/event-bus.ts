import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../common/index.js';

/** Names a kind of fact and the shape of what is told about it. */
export interface EventType<Payload> {
  readonly name: string;
  /** Carries the type only; never set. */
  readonly payload?: Payload;
}

type Listener<Payload> = (payload: Payload) => void | Promise<void>;

/** Declares a fact that a feature announces; it lives with the feature, the bus knows none. */
export function defineEvent<Payload>(name: string): EventType<Payload> {
  return { name };
}

/**
 * Tells facts inside this process, after their commit. Whoever announces does not know who listens.
 * Listeners run in the announcer's turn, in the order they came; one that fails hurts nobody else.
 */
@Injectable()
export class EventBus {
  private readonly logger = new Logger(EventBus.name);
  private readonly listeners = new Map<string, Listener<never>[]>();

  on<Payload>(type: EventType<Payload>, listener: Listener<Payload>): void {
    this.listeners.set(type.name, [...(this.listeners.get(type.name) ?? []), listener]);
  }

  announce<Payload>(type: EventType<Payload>, payload: Payload): void {
    for (const listener of (this.listeners.get(type.name) ?? []) as Listener<Payload>[]) {
      void this.run(type.name, () => listener(payload));
    }
  }

  /**
   * The same, for a fact of which the announcer's answer already shows what listeners make of it. Resolves when all of
   * them have ended; never rejects. What is done again later, as the announcer does it who is told of the failure, is no
   * fault of the listener: a database that is away. @returns false when one of them has failed
   */
  async announceAndWait<Payload>(type: EventType<Payload>, payload: Payload): Promise<boolean> {
    const listeners = (this.listeners.get(type.name) ?? []) as Listener<Payload>[];
    const runs = listeners.map(async (listener) =>
      this.run(type.name, () => listener(payload), { isDoneAgain: true }),
    );
    return (await Promise.all(runs)).every(Boolean);
  }

  /** False when the listener fails. */
  private run(
    name: string,
    listener: () => void | Promise<void>,
    { isDoneAgain = false } = {},
  ): boolean | Promise<boolean> {
    const failed = (error: unknown): boolean => {
      const isPassing = isDoneAgain && error instanceof AppError && error.isRetryable;
      if (isPassing) this.logger.warn({ err: error, event: name }, 'a listener could not do its part yet');
      else this.logger.error({ err: error, event: name }, 'a listener failed');
      return false;
    };
    try {
      const result = listener();
      return result instanceof Promise ? result.then(() => true, failed) : true;
    } catch (error) {
      return failed(error);
    }
  }
}
