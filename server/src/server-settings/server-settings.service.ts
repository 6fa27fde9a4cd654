import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ErrorCode, ServerSettings as Settings, ServerSettingsChange, UserRef } from '@chatket/contract';
import { AppError, Clock } from '../common/index.js';
import { Config } from '../config/index.js';
import { registrationProblem } from './registration.js';
import { ServerSettingsRepository, type StoredSettings } from './server-settings.repository.js';

/** For so long what is shown to everybody is not read again. */
const SHOWN_FOR_MS = 2_000;

const REFUSALS = {
  REGISTRATION_CLOSED: 'This server takes no new accounts.',
  INVITE_NEEDED: 'New accounts need an invitation.',
  ADDRESS_NOT_ALLOWED: 'New accounts need a mail address of this server’s domains.',
} as const satisfies Partial<Record<ErrorCode, string>>;

/** Somebody who has proven a name. */
export interface Registering {
  username: string;
  /** Token of a link into a room. */
  invite?: string | undefined;
  /** A mail address that is proven to be theirs. */
  address?: string | undefined;
}

/** What those who run the server have set, over what the configuration says; and who may make an account. */
@Injectable()
export class ServerSettings {
  private readonly owners: ReadonlySet<string>;
  private shown: { at: number; settings: Promise<Settings> } | undefined;
  private known: Settings;

  constructor(
    private readonly config: Config,
    private readonly settings: ServerSettingsRepository,
    private readonly clock: Clock,
  ) {
    this.owners = new Set(config.get('SERVER_OWNERS'));
    this.known = this.over({ name: null, icon: null, registration: null, domains: null, linkPreviews: null });
  }

  /** What everybody may know: from memory for a moment, and as it was last known while the database is away. */
  forEverybody(): Promise<Settings> {
    const now = this.clock.monotonic();
    if (!this.shown || now - this.shown.at >= SHOWN_FOR_MS) {
      this.shown = { at: now, settings: this.current().catch(() => this.known) };
    }
    return this.shown.settings;
  }

  /** @throws AppError `FORBIDDEN` for whoever does not run the server */
  async read(actor: UserRef): Promise<Settings> {
    if (!(await this.settings.mayRead(actor.id))) throw notYours();
    return this.current();
  }

  /** Twice is once. @throws AppError `FORBIDDEN` for whoever does not run the server */
  async set(actor: UserRef, settings: ServerSettingsChange): Promise<Settings> {
    const domains = [...new Set(settings.domains.map((domain) => domain.toLowerCase()))];
    if ((await this.settings.set(actor.id, { ...settings, domains })) === 'forbidden') throw notYours();
    this.shown = undefined;
    return this.current();
  }

  /**
   * Whoever has an account comes in whatever is set, and so do those whom the configuration names as owners. Asked when the
   * name is proven: before, nobody is told whether there is an account.
   * @throws AppError `REGISTRATION_CLOSED`, `INVITE_NEEDED`, `ADDRESS_NOT_ALLOWED`
   */
  async requireMayEnter({ username, invite, address }: Registering): Promise<void> {
    const policy = await this.current();
    if (policy.registration === 'open' || this.owners.has(username)) return;
    if (await this.settings.hasAccount(username)) return;
    await this.requireMayRegister({ invite, address }, policy);
  }

  /** The same for somebody who gets an account whatever they are called. @throws as `requireMayEnter` */
  async requireMayRegister(
    { invite, address }: Omit<Registering, 'username'>,
    known?: Settings,
  ): Promise<void> {
    const policy = known ?? (await this.current());
    const isInvited =
      policy.registration === 'invite' &&
      invite !== undefined &&
      (await this.settings.takeInvite(createHash('sha256').update(invite).digest('hex')));
    const problem = registrationProblem(policy, { isInvited, address });
    if (problem) throw new AppError(problem, REFUSALS[problem]);
  }

  /** Why nobody gets an account who has no invitation; undefined where they do. */
  async registrationProblem(address: string | undefined): Promise<ErrorCode | undefined> {
    return registrationProblem(await this.current(), { isInvited: false, address });
  }

  /** Whether whoever reads the mail of an address may make an account by it. */
  async takesAddress(address: string): Promise<boolean> {
    const policy = await this.current();
    return !registrationProblem(policy, { isInvited: false, address });
  }

  /** Names that the configuration gives owners: nobody gets one by proving something else. */
  isOfOwner(username: string): boolean {
    return this.owners.has(username);
  }

  /** A guest has come by a link: an account of their own is refused where links make none. @throws as `requireMayEnter` */
  async requireGuestMayStay(): Promise<void> {
    const problem = registrationProblem(await this.current(), { isInvited: true });
    if (problem) throw new AppError(problem, REFUSALS[problem]);
  }

  private async current(): Promise<Settings> {
    this.known = this.over(await this.settings.read());
    return this.known;
  }

  /** What is set goes before what the configuration says. */
  private over({ name, icon, registration, domains, linkPreviews }: StoredSettings): Settings {
    return {
      name,
      icon,
      registration: registration ?? this.config.get('REGISTRATION'),
      domains: domains ?? this.config.get('REGISTRATION_DOMAINS'),
      linkPreviews: linkPreviews ?? this.config.hasLinkPreviews,
    };
  }
}

function notYours(): AppError {
  return new AppError('FORBIDDEN', 'This is for those who run the server.');
}
