import type { KeepLogin, Session } from '@chatket/contract';
import { createEmitter, exclusive, openTabChannel } from '../lib';
import { isRefused } from './api-error';
import { createHttp, type Tokens } from './http';

/** Which part of a token's life is waited for before it is refreshed. */
const FRESH_PART = 0.8;
/** Timers hold no longer time. */
const MAX_TIMER_MS = 2 ** 31 - 1;
const NAME = 'chatket-access';

/** How a login asks to be kept. A browser that takes no cookies has one long token, as long as its page is open. */
export function keptHere(): KeepLogin {
  return navigator.cookieEnabled ? { session: 'cookie' } : {};
}

export interface Access extends Tokens {
  /** Calls back with each new token. Returns the function that ends it. */
  listen: (listener: (token: string) => void) => () => void;
  /** Somebody is logged in: with a fresh token, with one of before that is to move into the cookie, or by the cookie. */
  hold: (session: Pick<Session, 'user'> & Partial<Session>) => void;
  /** Nobody is logged in here any more. @returns the last token */
  drop: () => string | undefined;
}

interface Options {
  /** This login is over, on the server too. */
  onEnded: () => void;
  /** Who is logged in by the cookie, where that is somebody else than was thought; or where a token has moved into it. */
  onSession: (session: Session) => void;
}

interface Held {
  token: string;
  userId: string;
  /** Of this clock. */
  freshUntil: number;
}

/**
 * The access token, which is kept in memory only. It is refreshed by a cookie that no page can read: at the start, before its
 * end, and when it is refused. Of several tabs one asks and the others hear.
 */
export function createAccess({ onEnded, onSession }: Options): Access {
  const request = createHttp();
  const changes = createEmitter<string>();
  const channel = openTabChannel<Held>(NAME);
  let userId: string | undefined;
  let held: Held | undefined;
  /** A token of before, as long as it has not moved into the cookie. */
  let old: string | undefined;
  let asking: Promise<string | undefined> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  channel.listen((theirs) => {
    if (theirs.userId === userId) take(theirs);
  });

  function take(next: Held) {
    held = next;
    clearTimeout(timer);
    const { token, freshUntil } = next;
    timer = setTimeout(
      () => void renew(token).catch(() => undefined),
      Math.min(MAX_TIMER_MS, freshUntil - Date.now()),
    );
    changes.emit(token);
  }

  const fresh = (refused?: string) =>
    held && held.token !== refused && held.freshUntil > Date.now() ? held.token : undefined;

  async function token() {
    return userId === undefined ? undefined : (fresh() ?? refresh());
  }

  async function renew(refused: string) {
    return userId === undefined ? undefined : (fresh(refused) ?? refresh(refused));
  }

  function refresh(refused?: string) {
    asking ??= exclusive(NAME, () => ask(refused)).finally(() => (asking = undefined));
    return asking;
  }

  async function ask(refused: string | undefined) {
    const known = fresh(refused);
    const whose = userId;
    // Another tab has asked meanwhile.
    if (known !== undefined || whose === undefined) return known;
    try {
      const path = old === undefined ? '/auth/refresh' : '/sessions';
      const { body } = await request<Session>({ method: 'POST', path, bearer: old });
      if (userId !== whose) return undefined;
      const hasMoved = old !== undefined;
      old = undefined;
      if (hasMoved || body.user.id !== whose) onSession(body);
      hold(body);
      channel.tell(held);
      return body.user.id === whose ? body.accessToken : undefined;
    } catch (error) {
      if (!isRefused(error)) throw error;
      if (userId === whose) onEnded();
      return undefined;
    }
  }

  function hold({ user, accessToken, expiresInMs }: Parameters<Access['hold']>[0]) {
    if (userId !== user.id) drop();
    userId = user.id;
    const isOfBefore = expiresInMs === undefined && navigator.cookieEnabled;
    if (isOfBefore) old = accessToken;
    if (accessToken === undefined || isOfBefore) void token().catch(() => undefined);
    else
      take({ token: accessToken, userId, freshUntil: Date.now() + (expiresInMs ?? Infinity) * FRESH_PART });
  }

  function drop() {
    const last = held?.token ?? old;
    clearTimeout(timer);
    userId = held = old = undefined;
    return last;
  }

  return { token, renew, listen: changes.listen, hold, drop };
}
