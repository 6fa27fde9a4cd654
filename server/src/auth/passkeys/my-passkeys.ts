import { Injectable } from '@nestjs/common';
import type { AddPasskeyBody, Passkey, PasskeyChallenge, UserRef } from '@chatket/contract';
import { AppError } from '../../common/index.js';
import { AuthMethods } from '../auth-methods.js';
import { ChallengeRepository } from '../challenges/challenge.repository.js';
import { NoticeMails } from '../mail/notice-mails.js';
import { Sessions } from '../sessions/sessions.service.js';
import type { Visitor } from '../sessions/visitor.js';
import { PasskeyRepository } from './passkey.repository.js';
import { RelyingParties } from './relying-party.js';
import { ANSWER_SECONDS, type Asked, askForNew, readNew } from './web-authn.js';

const KIND = 'passkey-new';

interface AskedOf extends Asked {
  userId: string;
}

/** The login of a person who asks. */
interface Asking {
  actor: UserRef;
  sessionId: string | undefined;
}

/** The passkeys of an account: added and removed within minutes of a login. */
@Injectable()
export class MyPasskeys {
  constructor(
    private readonly methods: AuthMethods,
    private readonly sites: RelyingParties,
    private readonly passkeys: PasskeyRepository,
    private readonly challenges: ChallengeRepository,
    private readonly sessions: Sessions,
    private readonly notices: NoticeMails,
  ) {}

  /** @throws AppError `NOT_FOUND` where nobody logs in with one */
  async list({ id }: UserRef): Promise<Passkey[]> {
    this.methods.require('passkey');
    return this.passkeys.list(id);
  }

  /** What a browser is to make. @throws AppError `FRESH_LOGIN`, `ORIGIN_NOT_ALLOWED`, `NOT_FOUND` */
  async begin({ actor, sessionId }: Asking, visitor: Visitor): Promise<PasskeyChallenge> {
    this.methods.require('passkey');
    await this.sessions.requireFresh(actor, sessionId);
    const site = this.sites.of(visitor);
    const options = await askForNew(site, actor, await this.passkeys.credentialIds(actor.id));
    const asked = { site, challenge: options.challenge, userId: actor.id } satisfies AskedOf;
    const challengeId = await this.challenges.begin(KIND, asked, ANSWER_SECONDS);
    return { challengeId, options, forMs: ANSWER_SECONDS * 1_000 };
  }

  /**
   * Keeps what the browser has made.
   * @throws AppError `INVALID_PASSKEY` for what is no answer, or came too late; `FRESH_LOGIN`; `LIMIT_REACHED`; `CONFLICT` for
   *   one that some account has already
   */
  async add(
    { actor, sessionId }: Asking,
    { challengeId, name, credential }: AddPasskeyBody,
  ): Promise<Passkey> {
    this.methods.require('passkey');
    await this.sessions.requireFresh(actor, sessionId);
    const asked = await this.challenges.take<AskedOf>(KIND, challengeId);
    const made = asked?.data.userId === actor.id ? await readNew(asked.data, credential) : undefined;
    if (!made) throw new AppError('INVALID_PASSKEY', 'This passkey could not be taken. Try again.');
    const added = await this.passkeys.add(actor.id, { ...made, name });
    if (added === 'limit') throw new AppError('LIMIT_REACHED', 'There are as many passkeys as may be.');
    if (added === 'taken') throw new AppError('CONFLICT', 'This passkey is known already.');
    this.notices.changed(actor, 'passkey-added');
    return added;
  }

  /** Twice is once. @throws AppError `LAST_WAY_IN` for the last one of who has no other way to log in; `FRESH_LOGIN` */
  async remove({ actor, sessionId }: Asking, id: string): Promise<void> {
    await this.sessions.requireFresh(actor, sessionId);
    const hasCodes = this.methods.has('code');
    const hasOidc = this.methods.has('oidc');
    const removed = await this.passkeys.remove(actor.id, id, { hasCodes, hasOidc });
    if (removed === 'last')
      throw new AppError('LAST_WAY_IN', 'There is no other way to log in to this account.');
    if (removed === 'removed') this.notices.changed(actor, 'passkey-removed');
  }
}
