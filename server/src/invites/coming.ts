import { Injectable } from '@nestjs/common';
import {
  type AcceptInviteAnswer,
  type GuestBody,
  guestUsername,
  type InvitePreview,
  ROLES,
  type UserRef,
} from '@chatket/contract';
import { Sessions, type Started, type Throttle, Throttles, type Visitor } from '../auth/index.js';
import { AppError, networkOf, newId } from '../common/index.js';
import { Config } from '../config/index.js';
import { EventBus } from '../events/index.js';
import { memberJoined } from '../members/index.js';
import { ServerMutes } from '../users/index.js';
import { ComingRepository, type UsedInvite } from './coming.repository.js';
import { InviteRepository } from './invite.repository.js';
import { hashOfToken, newGuestTail } from './invite-token.js';
import { ServerInviteRepository } from './server-invite.repository.js';
import { JoinRequests } from './join-requests.js';

/** Looks at links from one address in the window of the login limits, in how many of the logins. */
const PREVIEWS_PER_LOGIN = 5;

/** Coming by a link. Whatever is wrong with it, with the room or with the person is told in the same words. */
@Injectable()
export class Coming {
  private readonly previews: Throttle;
  private readonly guests: Throttle;

  constructor(
    private readonly invites: InviteRepository,
    private readonly serverInvites: ServerInviteRepository,
    private readonly comings: ComingRepository,
    private readonly requests: JoinRequests,
    private readonly sessions: Sessions,
    private readonly mutes: ServerMutes,
    private readonly events: EventBus,
    private readonly config: Config,
    throttles: Throttles,
  ) {
    const limit = config.get('AUTH_REQUESTS_PER_IP');
    const windowMs = config.get('AUTH_WINDOW_MS');
    this.previews = throttles.create({
      name: 'invite-previews-ip',
      limit: limit * PREVIEWS_PER_LOGIN,
      windowMs,
    });
    this.guests = throttles.create({ name: 'guests-ip', limit, windowMs });
  }

  /** What a link shows to whoever has it. @throws AppError `INVITE_INVALID`, `TOO_MANY_REQUESTS` */
  async preview(token: string, ip: string): Promise<InvitePreview> {
    await this.previews.take(networkOf(ip));
    const hash = hashOfToken(token);
    const preview = await this.invites.preview(hash);
    if (!preview) {
      const invitedBy = await this.serverInvites.makerOf(hash);
      if (!invitedBy) throw invalid();
      return { way: 'register', invitedBy };
    }
    if (preview.way === 'guest' && !this.config.hasGuestLinks) throw invalid();
    return preview;
  }

  /**
   * Comes in, or asks for it; twice is once, and members do not use a link up.
   * @returns whether there is something that was not there before, too
   * @throws AppError `INVITE_INVALID`, `INVITES_PAUSED`; `MUTED` for who is muted on the server and would have to ask
   */
  async accept(
    actor: UserRef,
    token: string,
    text?: string,
  ): Promise<{ answer: AcceptInviteAnswer; isNew: boolean }> {
    await this.requireMayAsk(actor, token);
    const used = await this.comings.use(hashOfToken(token), actor.id, { text });
    const { kind, roomId } = used;
    if (kind === 'paused') throw paused();
    if (kind === 'invalid' || kind === 'taken' || roomId === null) throw invalid();
    if (kind === 'asked') await this.requests.announce(roomId, actor.id);
    if (kind === 'added') this.announce(used, roomId, actor);
    const isAsking = kind === 'asked' || kind === 'asked_before';
    return {
      answer: isAsking ? { state: 'asked' } : { state: 'member', roomId },
      isNew: kind === 'asked' || kind === 'added',
    };
  }

  /**
   * Makes an account that is a guest's and lets it in. Its token lives for a short time.
   * @throws AppError `INVITE_INVALID`, `INVITES_PAUSED`, `TOO_MANY_REQUESTS`, `ORIGIN_NOT_ALLOWED`
   */
  async acceptAsGuest(token: string, { name, session }: GuestBody, visitor: Visitor): Promise<Started> {
    this.sessions.requireMayKeep(visitor, { session });
    await this.guests.take(visitor.network);
    if (!this.config.hasGuestLinks) throw invalid();
    const { user, used } = await this.useAsGuest(token, name);
    if (used.kind === 'paused') throw paused();
    if (used.kind !== 'added' || used.roomId === null) throw invalid();
    this.announce(used, used.roomId, user);
    const maxSeconds = this.config.guestLifeSeconds;
    return this.sessions.begin({ user, method: 'guest', session, maxSeconds }, visitor);
  }

  /** To ask is to say something to the moderators. */
  private async requireMayAsk(actor: UserRef, token: string): Promise<void> {
    if (!this.mutes.mayBeMuted(actor.id)) return;
    const preview = await this.invites.preview(hashOfToken(token));
    if (preview?.way === 'ask') await this.mutes.requireHeard(actor);
  }

  /** Of a million tails one that is taken is met sooner or later, two in a row are not. */
  private async useAsGuest(token: string, name: string): Promise<{ user: UserRef; used: UsedInvite }> {
    const user = { id: newId(), username: guestUsername(name, newGuestTail()) };
    const used = await this.comings.use(hashOfToken(token), user.id, { guest: user.username });
    return used.kind === 'taken' ? this.useAsGuest(token, name) : { user, used };
  }

  private announce({ place, role }: UsedInvite, roomId: string, user: UserRef): void {
    const entry = place && {
      ...place,
      kind: 'member' as const,
      what: 'joined' as const,
      by: user,
      user,
      role: role ?? ROLES.member,
    };
    this.events.announce(memberJoined, { roomId, user, entry });
  }
}

function invalid(): AppError {
  return new AppError('INVITE_INVALID', 'This link does not work, or not any more.');
}

function paused(): AppError {
  return new AppError('INVITES_PAUSED', 'This link lets nobody in just now. Try again later.');
}
