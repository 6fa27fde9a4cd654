import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ClusterBus } from '../../cluster/index.js';
import { PersonNames } from '../../users/index.js';
import { Identities } from './identities.js';
import { type LivingClaim, LivingSockets } from './living-sockets.js';
import { Revocations } from './revocations.js';
import { SessionRepository } from './session.repository.js';

/** So late at most a connection ends whose session was ended while the bus was away. */
const EVERY_MS = 30_000;
/** Between two of these, those who come in are looked up. */
const AT_ONCE = 500;

/** Looks whether the sessions of all connections are still there and what their people are called, and notes that they were used. */
@Injectable()
export class SessionSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(SessionSweep.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly sockets: LivingSockets,
    private readonly identities: Identities,
    private readonly revocations: Revocations,
    private readonly sessions: SessionRepository,
    private readonly bus: ClusterBus,
    private readonly names: PersonNames,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.run(), EVERY_MS).unref();
    this.bus.onListening(() => void this.run());
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Resolves when everybody who was connected before has been looked at. While the database is away, nobody is. */
  async run(): Promise<void> {
    const before = this.running;
    const run = (async () => {
      await before;
      await this.sweep();
    })().catch((error: unknown) => {
      this.logger.warn({ err: error }, 'it could not be looked which sessions have ended');
    });
    this.running = run;
    await run;
  }

  private async sweep(): Promise<void> {
    const claims = this.sockets.claims();
    for (let from = 0; from < claims.length; from += AT_ONCE)
      await Promise.all(claims.slice(from, from + AT_ONCE).map((claim) => this.look(claim)));
    const used = this.identities.takeUsed();
    if (used.length > 0) await this.sessions.touch(used);
  }

  private async look({ issuedAt, username, userId, sessionId }: LivingClaim): Promise<void> {
    const known = await this.identities.ask({ userId, sessionId });
    if (known && known.user.username !== username) this.names.notice(known.user);
    // Of somebody who is gone no token counts.
    const before = known ? known.tokensValidFrom : Number.MAX_SAFE_INTEGER;
    if (sessionId === undefined && issuedAt < before)
      this.revocations.apply({ userId, sessionIds: [], before });
    if (sessionId !== undefined && known?.isLive !== true)
      this.revocations.apply({ userId, sessionIds: [sessionId] });
  }
}
