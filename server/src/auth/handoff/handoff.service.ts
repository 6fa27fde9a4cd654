import { createHash, randomBytes, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type Handoff,
  HANDOFF_DIGITS,
  type HandoffClaim,
  type HandoffFinish,
  type HandoffLook,
  type HandoffState,
  type UserRef,
} from '@chatket/contract';
import { AppError, networkOf } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { ChallengeRepository } from '../challenges/challenge.repository.js';
import { invalidCode } from '../codes/one-time-codes.js';
import { LoginThrottle } from '../codes/login-throttle.js';
import { Sessions, type Started } from '../sessions/sessions.service.js';
import type { Visitor } from '../sessions/visitor.js';
import { type Throttle, Throttles } from '../throttle.js';
import { HANDOFF_CHALLENGE, type HandoffData, HandoffRepository } from './handoff.repository.js';

const LIFE_SECONDS = 120;
const SECRET_BYTES = 24;
/** Devices that wait ask again and again, a few times a second at most, for two minutes. */
const ASKED_PER_NETWORK = 6_000;

interface OwnLogin {
  actor: UserRef;
  sessionId: string | undefined;
}

/** A secret with the id that it belongs to. */
interface Key {
  id: string;
  hash: string;
}

/**
 * Hands a login to another device (ADR 42): the one that is logged in offers, the other one asks and shows a number, and that
 * is typed on the first. Whatever is wrong with a token is answered in the same words.
 */
@Injectable()
export class Handoffs {
  private readonly polls: Throttle;

  constructor(
    private readonly challenges: ChallengeRepository,
    private readonly handoffs: HandoffRepository,
    private readonly throttle: LoginThrottle,
    private readonly sessions: Sessions,
    config: Config,
    throttles: Throttles,
  ) {
    const windowMs = config.get('AUTH_WINDOW_MS');
    this.polls = throttles.create({ name: 'handoff-polls', limit: ASKED_PER_NETWORK, windowMs });
  }

  /** Offers it, in the place of an earlier one. @throws AppError `FRESH_LOGIN` */
  async offer({ actor, sessionId = '' }: OwnLogin): Promise<Handoff> {
    await this.sessions.requireFresh(actor, sessionId === '' ? undefined : sessionId);
    await this.handoffs.forget(sessionId);
    const secret = newSecret();
    const data = {
      userId: actor.id,
      sessionId,
      tokenHash: hashOf(secret),
      state: 'offered',
    } satisfies HandoffData;
    const id = await this.challenges.begin(HANDOFF_CHALLENGE, data, LIFE_SECONDS);
    return { id, token: `${id}.${secret}`, forMs: LIFE_SECONDS * 1_000 };
  }

  /** What stands with it. @throws AppError `NOT_FOUND` when it is over, or that of another login */
  async read({ sessionId = '' }: OwnLogin, id: string): Promise<HandoffState> {
    const data = await this.handoffs.read(id, sessionId);
    if (!data) throw over();
    const { state, agent = '', network = '' } = data;
    return state === 'asked' ? { state, agent, network } : { state };
  }

  /**
   * Lets the device in that shows this number.
   * @throws AppError `INVALID_CODE` for another number, which ends it; `NOT_FOUND` when it is over, or nobody has asked
   */
  async approve({ sessionId = '' }: OwnLogin, id: string, number: string): Promise<void> {
    const outcome = await this.handoffs.approve(id, sessionId, number);
    if (outcome === 'none') throw over();
    if (outcome === 'wrong') throw invalidCode();
  }

  /** Ends what this login has offered; who was let in already comes. Twice is once. */
  async withdraw({ sessionId = '' }: OwnLogin): Promise<void> {
    await this.handoffs.withdraw(sessionId);
  }

  /** Whose account it is about; nothing is used up. @throws AppError `UNAUTHENTICATED`, `TOO_MANY_REQUESTS` */
  async look(token: string, visitor: Visitor): Promise<HandoffLook> {
    await this.throttle.admitLink(visitor.ip);
    const { id, hash } = keyOf(token);
    const username = await this.handoffs.personOf(id, hash);
    if (username === undefined) throw tooLate();
    return { username };
  }

  /** Asks to be let in: once, whoever else has seen the token. @throws AppError `UNAUTHENTICATED`, `TOO_MANY_REQUESTS` */
  async ask(token: string, visitor: Visitor): Promise<HandoffClaim> {
    await this.throttle.admitLink(visitor.ip);
    const { id, hash } = keyOf(token);
    const secret = newSecret();
    const number = String(randomInt(10 ** HANDOFF_DIGITS)).padStart(HANDOFF_DIGITS, '0');
    const { agent, network } = visitor;
    const leftMs = await this.handoffs.ask(id, hash, { claimHash: hashOf(secret), number, agent, network });
    if (leftMs === undefined) throw tooLate();
    return { claim: `${id}.${secret}`, number, forMs: Math.round(leftMs) };
  }

  /**
   * Logs the device in that was let in, once.
   * @returns undefined while nobody has said so
   * @throws AppError `UNAUTHENTICATED` when it is over, or was refused; `ORIGIN_NOT_ALLOWED`, `TOO_MANY_REQUESTS`
   */
  async finish({ claim, session }: HandoffFinish, visitor: Visitor): Promise<Started | undefined> {
    const keep = session && { session };
    this.sessions.requireMayKeep(visitor, { ...keep });
    await this.polls.take(networkOf(visitor.ip));
    const { id, hash } = keyOf(claim);
    const handed = await this.handoffs.finish(id, hash);
    if (handed) return this.sessions.beginProven({ ...handed, method: 'handoff', ...keep }, visitor);
    if (!(await this.handoffs.isWaiting(id, hash))) throw tooLate();
    return undefined;
  }
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** Of a random secret a plain hash is enough. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** @param text its form was looked at: an id, a dot and a secret */
function keyOf(text: string): Key {
  const [id = '', secret = ''] = text.split('.');
  return { id, hash: hashOf(secret) };
}

function over(): AppError {
  return new AppError('NOT_FOUND', 'This is over. Begin anew.');
}

function tooLate(): AppError {
  return new AppError('UNAUTHENTICATED', 'This took too long, or was used. Begin anew on the other device.');
}
