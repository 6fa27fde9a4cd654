import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { AppError, Coalescer } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { type Also, UserRepository } from './user.repository.js';
import { accountMade, loggedIn, namesUnsure, personRenamed } from './users.events.js';

/** How long a user that was found is believed to exist. */
const CACHE_TTL_MS = 60_000;
const MAX_LOOKUPS = 500;
const nothing: Also = () => Promise.resolve();

@Injectable()
export class UsersService implements OnModuleInit {
  private readonly logger = new Logger(UsersService.name);
  private readonly known = new LRUCache<string, UserRef>({ max: 10_000, ttl: CACHE_TTL_MS });

  /** How often somebody was renamed: what was read before is then not remembered. */
  private renames = 0;
  private readonly lookups: Coalescer<string, UserRef | undefined>;

  constructor(
    private readonly users: UserRepository,
    private readonly events: EventBus,
  ) {
    this.lookups = new Coalescer((ids) => users.findByIds(ids), MAX_LOOKUPS);
  }

  onModuleInit(): void {
    this.events.on(personRenamed, ({ user }) => {
      this.renames += 1;
      this.known.set(user.id, user);
    });
    this.events.on(namesUnsure, () => {
      this.renames += 1;
      this.known.clear();
    });
  }

  async findById(id: string): Promise<UserRef | undefined> {
    const cached = this.known.get(id);
    if (cached) return cached;
    const { renames } = this;
    const user = await this.lookups.add(id);
    if (user && renames === this.renames) this.known.set(id, user);
    return user;
  }

  /**
   * The user of that (normalized) name; the first login makes it, and resolves when others have done their part.
   * @throws AppError `NAME_TAKEN` for a name that somebody has given up lately, or that somebody else has taken since it was
   *   proven by a code
   */
  async ensure(username: string, { isByCode = false } = {}): Promise<UserRef> {
    const ensured = await this.users.ensure(username, isByCode);
    if (!ensured) throw new AppError('NAME_TAKEN', 'Nobody has this name for now.');
    const { isNew, ...user } = ensured;
    if (isNew) await this.welcome(user);
    // Whoever runs the server is let in all the same when it cannot be noted now: the next login does it again.
    await this.events.announceAndWait(loggedIn, { user });
    return user;
  }

  /** A new user of that (normalized) name; undefined when somebody has it. */
  async make(username: string, also: Also): Promise<UserRef | undefined> {
    const user = await this.users.make(username, also);
    if (!user) return undefined;
    await this.welcome(user);
    await this.events.announceAndWait(loggedIn, { user });
    return user;
  }

  /** A guest's account gets a name of its own; undefined when somebody has that name. */
  async upgrade(id: string, username: string, also: Also = nothing): Promise<UserRef | undefined> {
    const user = await this.users.upgrade(id, username, also);
    if (!user) return undefined;
    this.known.set(id, user);
    await this.welcome(user);
    return user;
  }

  /** A user with an id of our choosing, such as the one that stands for the server itself. */
  ensureWithId(user: UserRef): Promise<void> {
    return this.users.ensureWithId(user);
  }

  /** What fails here does not stop the login: the next one does it again. */
  private async welcome(user: UserRef): Promise<void> {
    if (!(await this.events.announceAndWait(accountMade, { user }))) return;
    await this.users.noteWelcomed(user.id).catch((error: unknown) => {
      this.logger.warn({ err: error, userId: user.id }, 'it was not noted that an account is no longer new');
    });
  }
}
