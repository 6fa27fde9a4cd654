import {
  type AuthMethod,
  normalizeUsername,
  type RegisterBody,
  type SecondFactorBody,
  type Session,
  type VerifyCodeBody,
} from '@chatket/contract';
import { useState } from 'react';
import { ApiError, keptHere, useApi } from '../../api';
import { explain } from '../../api/explain';
import { usePageStores } from '../../store';
import { nameProblem } from './username';

export type LoginStep =
  | { kind: 'name' }
  | { kind: 'code'; username: string; demoCode: string | undefined }
  | { kind: 'password'; username: string }
  | { kind: 'factor'; challengeId: string };

/**
 * The steps of a login and what stands between them and success.
 * @param isOfGuest a guest's account gets the name, instead of another one being logged into
 * @param methods how one logs in here; undefined: not known yet
 */
export function useLogin(isOfGuest: boolean, methods: readonly AuthMethod[] | undefined) {
  const api = useApi();
  const { session } = usePageStores();
  const [step, setStep] = useState<LoginStep>({ kind: 'name' });
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);

  async function attempt(task: () => Promise<void>) {
    setIsBusy(true);
    setError(undefined);
    try {
      await task();
    } catch (problem) {
      const { code, challengeId } = problem instanceof ApiError ? problem : {};
      if (challengeId !== undefined) return setStep({ kind: 'factor', challengeId });
      // It took too long, or too many codes were wrong.
      if (code === 'UNAUTHENTICATED') setStep({ kind: 'name' });
      setError(explain(problem));
    } finally {
      setIsBusy(false);
    }
  }

  async function begin(typed: string) {
    const problem = nameProblem(typed);
    if (problem) return setError(problem);
    const username = normalizeUsername(typed);
    await attempt(async () => {
      const known = methods ?? (await api.config()).authMethods;
      if (known.includes('password')) setStep({ kind: 'password', username });
      else await sendCode(username);
    });
  }

  async function sendCode(username: string) {
    const answer = await api.requestCode({ username });
    setStep({ kind: 'code', username, demoCode: answer.code });
  }

  /** What the server takes for a proof, or asks for more behind. */
  const prove = (path: string, body: object) =>
    attempt(async () => {
      const answer = await api.request<Session>({ method: 'POST', path: `/auth/${path}`, body });
      session.actions.begin(answer.body);
    });

  function verifyCode(username: string, code: string) {
    const body = { username, code, ...keptHere(), ...invited() } satisfies VerifyCodeBody;
    return prove(isOfGuest ? 'upgrade' : 'verify-code', body);
  }

  function enterPassword(path: 'login' | 'register', username: string, password: string) {
    const body = { username, password, ...keptHere(), ...(path === 'register' && invited()) };
    return prove(path, body satisfies RegisterBody);
  }

  /** A guest is here already. */
  function invited() {
    const invite = isOfGuest ? undefined : inviteOnTheWay();
    return invite !== undefined && { invite };
  }

  function proveFactor(challengeId: string, code: string) {
    return prove('second-factor', { challengeId, code } satisfies SecondFactorBody);
  }

  function back() {
    setError(undefined);
    setStep({ kind: 'name' });
  }

  return {
    ...{ step, error, isBusy, begin, back },
    requestCode: (username: string) => attempt(() => sendCode(username)),
    ...{ verifyCode, enterPassword, proveFactor },
  };
}

/** The token of the link from which one has gone to log in: a new account may need it. */
function inviteOnTheWay(): string | undefined {
  const next = new URLSearchParams(window.location.search).get('next') ?? '';
  return /^\/invite\/([\w-]{1,64})$/.exec(next)?.[1];
}
