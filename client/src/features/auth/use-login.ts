import {
  type AuthMethod,
  type LoginByEmail,
  normalizeUsername,
  PROOF_ALGORITHM,
  type RegisterBody,
  type RequestCodeAnswer,
  type ProofTask,
  type RequestCodeBody,
  type SecondFactorBody,
  type Session,
  type VerifyCodeBody,
  type VerifyEmailCodeBody,
} from '@chatket/contract';
import { useEffect, useRef, useState } from 'react';
import { ApiError, keptHere, useApi } from '../../api';
import { explain } from '../../api/explain';
import { usePageStores } from '../../store';
import { isAddress } from './address';
import { hideLoginLink, readLoginLink } from './login-link';
import { nameProblem } from './username';

/** `as`: the name that one logs in with, or the mail address. */
export type LoginStep =
  | { kind: 'name' }
  | { kind: 'link'; as: string; code: string }
  | { kind: 'code'; as: string; demoCode: string | undefined }
  | { kind: 'newName'; email: string; code: string }
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
  const [step, setStep] = useState<LoginStep>(() => (isOfGuest ? undefined : readLoginLink()) ?? NAME);
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const [isChecking, setChecking] = useState(false);
  const checking = useRef<AbortController>(undefined);
  const isLeft = useRef(false);

  // Whoever has left would be logged in by what goes on.
  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
      checking.current?.abort(CANCELLED);
    };
  }, []);

  // Once this page stands: one that is drawn and thrown away before would take the link along.
  useEffect(() => {
    if (isOfGuest) return undefined;
    if (readLoginLink()) hideLoginLink();
    // Opened where this page is open already.
    const take = () => {
      const link = readLoginLink();
      if (!link) return;
      hideLoginLink();
      setStep(link);
    };
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, [isOfGuest]);

  async function attempt(task: () => Promise<void>) {
    setIsBusy(true);
    setError(undefined);
    try {
      await task();
    } catch (problem) {
      if (problem === CANCELLED) return;
      const { code, challengeId } = problem instanceof ApiError ? problem : {};
      if (challengeId !== undefined) return setStep({ kind: 'factor', challengeId });
      // It took too long, or too many codes were wrong; a link works once.
      if (code === 'UNAUTHENTICATED' || step.kind === 'link') setStep(NAME);
      setError(explain(problem));
    } finally {
      setIsBusy(false);
    }
  }

  async function begin(typed: string) {
    if (!isOfGuest && isAddress(typed)) return attempt(() => sendCode(typed.trim()));
    const problem = nameProblem(typed);
    if (problem) return setError(problem);
    const username = normalizeUsername(typed);
    await attempt(async () => {
      const known = methods ?? (await api.config()).authMethods;
      if (known.includes('password')) setStep({ kind: 'password', username });
      else await sendCode(username);
    });
  }

  async function sendCode(as: string) {
    const body = isAddress(as) ? { email: as } : { username: as };
    const answer = await ask<RequestCodeAnswer>(
      'request-code',
      body satisfies RequestCodeBody | LoginByEmail,
    );
    setStep({ kind: 'code', as, demoCode: answer.code });
  }

  /** What the server takes for a proof, or asks for more behind. */
  async function prove(path: string, body: object) {
    session.actions.begin(await ask<Session>(path, body));
  }

  /** Asks again, with a proof of work, where the server wants one. */
  async function ask<T>(path: string, body: object): Promise<T> {
    const asked = { method: 'POST', path: `/auth/${path}`, body } as const;
    try {
      return (await api.request<T>({ ...asked, proof: PROOF_ALGORITHM })).body;
    } catch (problem) {
      const task = problem instanceof ApiError ? problem.proof : undefined;
      if (!task) throw problem;
      return (await api.request<T>({ ...asked, proof: await workOut(task) })).body;
    }
  }

  async function workOut(task: ProofTask): Promise<string> {
    if (isLeft.current) throw CANCELLED;
    const controller = new AbortController();
    checking.current = controller;
    setChecking(true);
    try {
      const proof = await import('./proof');
      return await proof.workOut(task, controller.signal);
    } finally {
      setChecking(false);
    }
  }

  function cancel() {
    checking.current?.abort(CANCELLED);
  }

  function verifyCode(as: string, code: string) {
    if (isAddress(as)) return attempt(() => proveAddress({ email: as, code }));
    const body = { username: as, code, ...keptHere(), ...invited() } satisfies VerifyCodeBody;
    return attempt(() => prove(isOfGuest ? 'upgrade' : 'verify-code', body));
  }

  async function proveAddress(proof: { email: string; code: string; username?: string }) {
    const { email, code } = proof;
    try {
      await prove('verify-code', { ...proof, ...keptHere(), ...invited() } satisfies VerifyEmailCodeBody);
    } catch (problem) {
      if (!(problem instanceof ApiError) || problem.code !== 'NAME_NEEDED') throw problem;
      setStep({ kind: 'newName', email, code });
    }
  }

  /** Makes an account of a name, by an address that nobody has. */
  async function takeName(typed: string, { email, code }: { email: string; code: string }) {
    const problem = nameProblem(typed);
    if (problem) return setError(problem);
    await attempt(() => proveAddress({ email, code, username: normalizeUsername(typed) }));
  }

  function enterPassword(path: 'login' | 'register', username: string, password: string) {
    const body = { username, password, ...keptHere(), ...(path === 'register' && invited()) };
    return attempt(() => prove(path, body satisfies RegisterBody));
  }

  /** A guest is here already. */
  function invited() {
    const invite = isOfGuest ? undefined : inviteOnTheWay();
    return invite !== undefined && { invite };
  }

  function proveFactor(challengeId: string, code: string) {
    return attempt(() => prove('second-factor', { challengeId, code } satisfies SecondFactorBody));
  }

  function back() {
    cancel();
    setError(undefined);
    setStep(NAME);
  }

  return {
    ...{ step, error, isBusy, isChecking, begin, back, cancel },
    askFactor: (challengeId: string) => setStep({ kind: 'factor', challengeId }),
    requestCode: (as: string) => attempt(() => sendCode(as)),
    ...{ verifyCode, takeName, enterPassword, proveFactor },
  };
}

const NAME = { kind: 'name' } as const;
/** Whoever logs in has not waited for the proof. */
const CANCELLED = new Error('cancelled');

/** The token of the link from which one has gone to log in: a new account may need it. */
function inviteOnTheWay(): string | undefined {
  const next = new URLSearchParams(window.location.search).get('next') ?? '';
  return /^\/invite\/([\w-]{1,64})$/.exec(next)?.[1];
}
