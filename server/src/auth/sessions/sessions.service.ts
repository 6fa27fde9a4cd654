import { Injectable } from '@nestjs/common';
import { isGuestName, type KeepLogin, type LoginSession, type UserRef } from '@chatket/contract';
import { AppError } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { EventBus } from '../../events/index.js';
import { accountClosed } from '../../users/index.js';
import { KnownDevices } from '../devices/known-devices.js';
import { NoticeMails } from '../mail/notice-mails.js';
import { FactorGate } from '../second-factor/factor-gate.js';
import { type Throttle, Throttles } from '../throttle.js';
import type { LoggedOut, Login, Started } from './login.js';
import { RefreshTokens } from './refresh-token.js';
import { ignoreRefusal, loggedOut, requireOwnPage } from './refusals.js';
import { Revocations } from './revocations.js';
import { SessionCookie } from './session-cookie.js';
import { type NewSession, SessionRepository } from './session.repository.js';
import { type Identity, TokenService } from './token.service.js';
import type { Visitor } from './visitor.js';

export type { Login, Started } from './login.js';

/** The clocks of servers differ a little: a session does not end before its token. */
const CLOCKS_DIFFER_SECONDS = 60;
const REFRESHES_PER_MINUTE = 60;

/** Logins: begun in this one place, refreshed, listed and ended. */
@Injectable()
export class Sessions {
  private readonly refreshTokens: RefreshTokens;
  private readonly cookie: SessionCookie;
  private readonly refreshes: Throttle;

  constructor(
    private readonly config: Config,
    private readonly sessions: SessionRepository,
    private readonly tokens: TokenService,
    private readonly revocations: Revocations,
    private readonly factors: FactorGate,
    private readonly notices: NoticeMails,
    private readonly devices: KnownDevices,
    private readonly events: EventBus,
    throttles: Throttles,
  ) {
    this.refreshTokens = new RefreshTokens(config.get('JWT_SECRET'));
    this.cookie = new SessionCookie(this.refreshTokens.instance);
    this.refreshes = throttles.create({ name: 'refreshes', limit: REFRESHES_PER_MINUTE, windowMs: 60_000 });
  }

  /**
   * Only a page of this host may have its login kept in a cookie.
   * @throws AppError `ORIGIN_NOT_ALLOWED`
   */
  requireMayKeep(visitor: Visitor, { session }: KeepLogin): void {
    if (session === 'cookie') requireOwnPage(visitor);
  }

  /**
   * Begins a session for somebody who has proven who they are.
   * @throws AppError `SECOND_FACTOR` where they want to be asked for more; `ACCOUNT_DEACTIVATED`
   */
  async begin(login: Login, visitor: Visitor): Promise<Started> {
    await this.factors.require(login);
    return this.beginProven(login, visitor);
  }

  /** The same for somebody who has proven all that is asked for. @throws AppError `ACCOUNT_DEACTIVATED` */
  beginProven({ session, ...login }: Login, visitor: Visitor): Promise<Started> {
    return session === 'cookie' ? this.beginInBrowser(login, visitor) : this.beginWithToken(login, visitor);
  }

  /**
   * A fresh access token by the cookie, which is renewed. However many ask at once, there is one successor.
   * @throws AppError `UNAUTHENTICATED` when there is no such login any more; `ORIGIN_NOT_ALLOWED`, `TOO_MANY_REQUESTS`
   */
  async refresh(visitor: Visitor): Promise<Started> {
    requireOwnPage(visitor);
    const shown = this.refreshTokens.read(this.cookie.read(visitor));
    if (!shown) throw loggedOut();
    const { sessionId } = shown;
    await this.refreshes.take(sessionId);
    const { idleSeconds, graceMs } = this.config.sessionLife;
    const { agent, network } = visitor;
    const rotated = await this.sessions.rotate({ ...shown, agent, network, idleSeconds, graceMs });
    if (!rotated) throw loggedOut();
    const { user, generation, isReused, idleSecondsLeft, secondsLeft } = rotated;
    if (isReused) {
      await this.revocations.announce({ userId: user.id, sessionIds: [sessionId] });
      throw loggedOut();
    }
    return this.answer({ user, sessionId, generation, idleSecondsLeft, secondsLeft }, visitor);
  }

  /** Moves a login with a token into a cookie; it ends when the token would have. @throws AppError `ORIGIN_NOT_ALLOWED` */
  moveIntoCookie(
    { user, expiresAt }: Pick<Identity, 'user' | 'expiresAt'>,
    now: number,
    visitor: Visitor,
  ): Promise<Started> {
    requireOwnPage(visitor);
    const maxSeconds = Math.ceil((expiresAt - now) / 1_000);
    return this.beginInBrowser({ user, method: 'token', maxSeconds }, visitor);
  }

  /**
   * Ends the login of a token, and that of the cookie where a page of this host asks. Twice is once.
   * @returns the header that takes the cookie away, and which logins have ended
   */
  async logOut(token: string | undefined, visitor: Visitor): Promise<LoggedOut> {
    const identity = token === undefined ? undefined : await this.tokens.verify(token).catch(ignoreRefusal);
    const ended = identity?.sessionId === undefined ? [] : [identity.sessionId];
    if (identity?.sessionId !== undefined) await this.end(identity.user, identity.sessionId, 'logout');
    if (!visitor.isOwnPage) return { ended };
    const kept = this.refreshTokens.read(this.cookie.read(visitor));
    if (!kept) return { ended };
    const userId = await this.sessions.endByCookie(kept.sessionId);
    if (userId !== undefined) await this.revocations.announce({ userId, sessionIds: [kept.sessionId] });
    return { cookie: this.cookie.clear(visitor), ended: [...ended, kept.sessionId] };
  }

  /** Those of somebody, the one that asks first, then the one that was used last. */
  async list({ id }: UserRef, thisOne: string | undefined): Promise<LoginSession[]> {
    const all = await this.sessions.list(id);
    const listed = all.map((session) => ({ ...session, isThis: session.id === thisOne }));
    return [...listed.filter(({ isThis }) => isThis), ...listed.filter(({ isThis }) => !isThis)];
  }

  /**
   * Ends one of their own from wherever they are. Twice is once.
   * @returns the header by which the browser that asks stays known, where all others become strangers
   * @throws AppError `NOT_FOUND`
   */
  async endOne(actor: UserRef, id: string, { thisOne, visitor }: Asking): Promise<string | undefined> {
    await this.end(actor, id, 'revoked');
    return id === thisOne ? undefined : this.devices.forgetOthers(actor.id, visitor);
  }

  /**
   * Ends all but the one that asks. One without a session cannot be told from others of its kind: these stay.
   * @returns the header by which the browser that asks stays known, where all others become strangers
   */
  async endOthers({ id: userId }: UserRef, { thisOne, visitor }: Asking): Promise<string | undefined> {
    const sessionIds = await this.sessions.endOthers(userId, thisOne ?? null);
    const before = thisOne === undefined ? undefined : await this.sessions.endTokensOfBefore(userId);
    await this.revocations.announce({ userId, sessionIds, before });
    return this.devices.forgetOthers(userId, visitor);
  }

  /** Ends one of their own. Twice is once. @throws AppError `NOT_FOUND` */
  async end({ id: userId }: UserRef, id: string, why: 'logout' | 'revoked' = 'revoked'): Promise<void> {
    if (!(await this.sessions.end(userId, id, why)))
      throw new AppError('NOT_FOUND', 'You have no such login.');
    await this.revocations.announce({ userId, sessionIds: [id] });
  }

  /**
   * What changes how one logs in wants a login that has just been made: a device that was left open is not enough.
   * @throws AppError `FRESH_LOGIN`
   */
  async requireFresh({ id }: UserRef, thisOne: string | undefined): Promise<void> {
    if (thisOne === undefined || !(await this.sessions.isFresh(id, thisOne)))
      throw new AppError('FRESH_LOGIN', 'This needs a login of the last minutes. Log in again.');
  }

  /** A login goes on as another one of the same browser: this one ends when all its tabs have learned of it. */
  async handOver(id: string | undefined): Promise<void> {
    if (id !== undefined) await this.sessions.handOver(id);
  }

  private async beginWithToken(
    { user, method, maxSeconds, provider, provenAt, isProvenNow }: Login,
    visitor: Visitor,
  ): Promise<Started> {
    const { agent, network } = visitor;
    const life = maxSeconds ?? this.config.tokenLifeSeconds;
    const sessionSeconds = life + CLOCKS_DIFFER_SECONDS;
    const sessionId = await this.insert({
      ...{ userId: user.id, kind: 'token', method, agent, network },
      ...{ idleSeconds: sessionSeconds, maxSeconds: sessionSeconds, provider, provenAt, isProvenNow },
    });
    this.notices.loggedIn(sessionId, 'by its client');
    return {
      session: { accessToken: await this.tokens.issue(user, { sessionId, lifeSeconds: life }), user },
    };
  }

  private async beginInBrowser(
    { user, method, maxSeconds, provider, provenAt, isProvenNow }: Login,
    visitor: Visitor,
  ): Promise<Started> {
    const { agent, network } = visitor;
    const life = this.config.sessionLife;
    const secondsLeft = Math.min(maxSeconds ?? life.maxSeconds, life.maxSeconds);
    const idleSecondsLeft = Math.min(life.idleSeconds, secondsLeft);
    const sessionId = await this.insert({
      ...{ userId: user.id, kind: 'browser', method, agent, network },
      ...{ idleSeconds: idleSecondsLeft, maxSeconds: secondsLeft, provider, provenAt, isProvenNow },
    });
    const started = await this.answer(
      { user, sessionId, generation: 0, idleSecondsLeft, secondsLeft },
      visitor,
    );
    // A token that moves into a cookie has proven nothing anew, and a guest never comes back.
    if (method === 'token' || isGuestName(user.username)) return started;
    const remembered = await this.devices.remember(user.id, visitor);
    if (remembered?.wasKnown !== true) this.notices.loggedIn(sessionId, 'by its device');
    return { ...started, deviceCookie: remembered?.cookie };
  }

  private async insert(session: NewSession): Promise<string> {
    const id = (await this.sessions.insert(session)) ?? (await this.insertAfterPause(session));
    if (id === undefined) throw new AppError('ACCOUNT_DEACTIVATED', 'This account is deactivated.');
    return id;
  }

  /** Whoever has closed their account themselves opens it by logging in. */
  private async insertAfterPause(session: NewSession): Promise<string | undefined> {
    const { userId } = session;
    const isResumed = await this.sessions.resume(userId);
    const id = await this.sessions.insert(session);
    if (isResumed) this.events.announce(accountClosed, { userId });
    return id;
  }

  private async answer(
    { user, sessionId, generation, idleSecondsLeft, secondsLeft }: Answered,
    visitor: Visitor,
  ): Promise<Started> {
    const lifeSeconds = Math.max(1, Math.min(this.config.sessionLife.accessSeconds, secondsLeft));
    const accessToken = await this.tokens.issue(user, { sessionId, lifeSeconds });
    const kept = this.refreshTokens.text({ sessionId, generation });
    return {
      session: { accessToken, user, expiresInMs: lifeSeconds * 1_000 },
      cookie: this.cookie.keep(kept, visitor, idleSecondsLeft),
    };
  }
}

/** Somebody who is logged in, by this one. */
export interface Asking {
  thisOne: string | undefined;
  visitor: Visitor;
}

interface Answered {
  user: UserRef;
  sessionId: string;
  generation: number;
  idleSecondsLeft: number;
  secondsLeft: number;
}
