import type { PasskeyChallenge, PasskeyLoginBody, Session } from '@chatket/contract';
import { keptHere, type Request } from '../../api';
import { hasAutofill, PasskeyError, showPasskey, stopAsking } from '../../lib/web-authn';

/** A challenge is renewed so long before it is over. */
const EARLY_MS = 30_000;

/** Somebody has chosen a passkey: what logs them in. */
export type Shown = () => Promise<Session>;

/** Lets somebody choose one. @throws PasskeyError, ApiError */
export async function choosePasskey(request: Request): Promise<Session> {
  const challenge = await ask(request);
  return logIn(request, challenge, await showPasskey(challenge, 'window'));
}

/**
 * Offers passkeys where the name is typed, until one is chosen or the signal comes.
 * @returns undefined where the browser does not do so, or it was ended
 */
export async function offerPasskeys(request: Request, signal: AbortSignal): Promise<Shown | undefined> {
  if (!(await hasAutofill())) return undefined;
  while (!signal.aborted) {
    const challenge = await ask(request);
    if (signal.aborted) return undefined;
    const timer = new AbortController();
    const renewal = setTimeout(() => {
      timer.abort();
      stopAsking();
    }, challenge.forMs - EARLY_MS);
    signal.addEventListener('abort', stopAsking, { once: true });
    try {
      const credential = await showPasskey(challenge, 'autofill');
      return () => logIn(request, challenge, credential);
    } catch (error) {
      if (!(error instanceof PasskeyError) || !timer.signal.aborted) return undefined;
    } finally {
      clearTimeout(renewal);
      signal.removeEventListener('abort', stopAsking);
    }
  }
  return undefined;
}

async function ask(request: Request): Promise<PasskeyChallenge> {
  return (await request<PasskeyChallenge>({ method: 'POST', path: '/auth/passkey/options' })).body;
}

async function logIn(
  request: Request,
  { challengeId }: PasskeyChallenge,
  credential: PasskeyLoginBody['credential'],
): Promise<Session> {
  const body = { challengeId, credential, ...keptHere() } satisfies PasskeyLoginBody;
  return (await request<Session>({ method: 'POST', path: '/auth/passkey/verify', body })).body;
}
