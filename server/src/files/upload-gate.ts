import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { Admission, AppError, Clock, Lately, Lifecycle } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { entriesCommitted } from '../log/index.js';
import { uploadTurns } from './upload-turns.js';

/** What wants nothing but this process and its disk is done sooner. */
const LEASE_MS = 100;
/** Less than our client waits for an answer, and Nginx as well. */
const PATIENCE_MS = 12_000;
/** Who has waited so long waits no longer for people who send. */
const LATE_MS = 5_000;
const RETRY_MS = 2_000;
const AT_EASE = { atOnce: 4, restTimes: 0 };
const BESIDE_SENDS = { atOnce: 2, restTimes: 3 };
/** As it would be without a gate, but for what a process has threads and connections for. */
const LATE = { atOnce: 16, restTimes: 0 };
/** So many messages and changes in a second, and whoever sends comes first. */
const SENDS_PER_SECOND = 5;

/**
 * The requests of uploads come in here, before anything is done for them and before their bytes are read: a few at a time, of
 * all logins in turn, and with rests between them while people send. A burst takes longer by that; a single upload does not.
 */
@Injectable()
export class UploadGate implements OnModuleDestroy {
  private readonly sends = new Lately();
  private readonly admission = new Admission({
    pace: (lateMs) => this.pace(lateMs),
    leaseMs: LEASE_MS,
    patienceMs: PATIENCE_MS,
  });

  constructor(
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    events: EventBus,
  ) {
    events.on(entriesCommitted, ({ entries }) => {
      this.sends.note(entries.length, this.clock.monotonic());
    });
  }

  onModuleDestroy(): void {
    this.admission.end();
  }

  /** How many requests have a place, and how many wait for one. */
  get state(): Admission['state'] {
    return this.admission.state;
  }

  /** Lets a request go on when it is its turn. */
  readonly pass: RequestHandler = (request, response, next) => {
    if (response.closed) return;
    const leave = this.admission.ask(request.headers.authorization ?? '', {
      begin: () => void uploadTurns.next().then(() => response.closed || next()),
      refuse: () => {
        next(
          new AppError('UNAVAILABLE', 'Many files are uploaded now. Try again.', { retryAfterMs: RETRY_MS }),
        );
      },
    });
    // It was answered, or whoever has asked has gone away.
    response.once('close', leave);
  };

  private pace(lateMs: number): typeof AT_EASE {
    if (lateMs > LATE_MS || this.lifecycle.isDraining) return LATE;
    const isSending = this.sends.perSecond(this.clock.monotonic()) > SENDS_PER_SECOND;
    return isSending ? BESIDE_SENDS : AT_EASE;
  }
}
