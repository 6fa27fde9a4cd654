import { Injectable, Logger } from '@nestjs/common';

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
      this.run(type.name, () => listener(payload));
    }
  }

  private run(name: string, listener: () => void | Promise<void>): void {
    const failed = (error: unknown): void => {
      this.logger.error({ err: error, event: name }, 'a listener failed');
    };
    try {
      const result = listener();
      if (result instanceof Promise) result.catch(failed);
    } catch (error) {
      failed(error);
    }
  }
}
