import { normalizeUsername, type Session, type VerifyCodeBody } from '@chatket/contract';
import { useState } from 'react';
import { keptHere, useApi } from '../../api';
import { explain } from '../../api/explain';
import { usePageStores } from '../../store';
import { nameProblem } from './username';

export type LoginStep = { kind: 'name' } | { kind: 'code'; username: string; demoCode: string | undefined };

/**
 * The two steps of a login and what stands between them and success.
 * @param isOfGuest a guest's account gets the name, instead of another one being logged into
 */
export function useLogin(isOfGuest: boolean) {
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
      setError(explain(problem));
    } finally {
      setIsBusy(false);
    }
  }

  async function requestCode(typed: string) {
    const problem = nameProblem(typed);
    if (problem) return setError(problem);
    const username = normalizeUsername(typed);
    await attempt(async () => {
      const answer = await api.requestCode({ username });
      setStep({ kind: 'code', username, demoCode: answer.code });
    });
  }

  async function verifyCode(username: string, code: string) {
    const invite = isOfGuest ? undefined : inviteOnTheWay();
    const body = { username, code, ...keptHere(), ...(invite && { invite }) } satisfies VerifyCodeBody;
    const path = `/auth/${isOfGuest ? 'upgrade' : 'verify-code'}`;
    await attempt(async () => {
      const answer = await api.request<Session>({ method: 'POST', path, body });
      session.actions.begin(answer.body);
    });
  }

  function back() {
    setError(undefined);
    setStep({ kind: 'name' });
  }

  return { step, error, isBusy, requestCode, verifyCode, back };
}

/** The token of the link from which one has gone to log in: a new account may need it. */
function inviteOnTheWay(): string | undefined {
  const next = new URLSearchParams(window.location.search).get('next') ?? '';
  return /^\/invite\/([\w-]{1,64})$/.exec(next)?.[1];
}
