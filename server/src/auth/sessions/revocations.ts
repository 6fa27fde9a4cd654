import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ClusterBus } from '../../cluster/index.js';
import { EventBus } from '../../events/index.js';
import { personRenamed } from '../../users/index.js';
import { Ended, type Ending } from './ended.js';
import { Identities } from './identities.js';
import { LivingSockets } from './living-sockets.js';

/** So many ids and what is around them fit into one text of the bus. */
const IDS_AT_ONCE = 150;

/** Ends what sessions can do, in every process: what is remembered of them, and their connections. */
@Injectable()
export class Revocations implements OnModuleInit {
  private readonly logger = new Logger(Revocations.name);

  constructor(
    private readonly bus: ClusterBus,
    private readonly events: EventBus,
    private readonly ended: Ended,
    private readonly identities: Identities,
    private readonly sockets: LivingSockets,
  ) {}

  onModuleInit(): void {
    this.bus.on('sessions', (text) => this.apply(JSON.parse(text) as Ending));
    // Whatever was ended meanwhile is not remembered as alive.
    this.bus.onListening(() => this.identities.forgetAll());
    this.events.on(personRenamed, ({ user }) => {
      this.identities.forgetPerson(user.id);
      this.sockets.rename(user);
    });
  }

  /** Called when the database has it. A bus that is away is no failure: others find out by looking. */
  async announce(ending: Ending): Promise<void> {
    this.apply(ending);
    const { sessionIds, ...rest } = ending;
    for (let from = 0; from === 0 || from < sessionIds.length; from += IDS_AT_ONCE) {
      const piece = { ...rest, sessionIds: sessionIds.slice(from, from + IDS_AT_ONCE) };
      await this.bus.publish('sessions', JSON.stringify(piece)).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'other processes were not told that a session has ended');
      });
    }
  }

  /** In this process. Twice is once. */
  apply(ending: Ending): void {
    const { userId, sessionIds } = ending;
    this.ended.note(ending);
    for (const sessionId of [undefined, ...sessionIds]) this.identities.forget({ userId, sessionId });
    this.sockets.end(ending);
  }
}
