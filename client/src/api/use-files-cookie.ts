import { useEffect, useState } from 'react';
import { askAgain, patiently, readLocal, writeLocal } from '../lib';
import type { Api } from './api';
import { useApi } from './context';
import { isBusy } from './http';

/** That this browser has had the cookie: it may have it still. */
const KEY = 'files-cookie';
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';

interface Cookie {
  asking?: Promise<unknown> | undefined;
  isThere?: boolean;
}

/** Asked for once in a login, which has a client of its own: the cookie of another one is worth nothing. */
const cookies = new WeakMap<Api['request'], Cookie>();

function cookieOf(request: Api['request']): Cookie {
  const cookie = cookies.get(request) ?? {};
  cookies.set(request, cookie);
  return cookie;
}

/**
 * Whether the browser may fetch files by itself: it is asked for when the first file is shown.
 * @returns `has` also while the cookie of an earlier page may do; `isAnswered` when it is certain
 */
export function useFilesCookie(): { has: boolean; isAnswered: boolean } {
  const { request } = useApi();
  const cookie = cookieOf(request);
  const [isAnswered, setIsAnswered] = useState(cookie.isThere ?? false);
  const [had] = useState(() => readLocal(KEY, isFlag, false));
  useEffect(() => {
    if (isAnswered) return;
    let isGone = false;
    cookie.asking ??= askForCookie(request);
    cookie.asking.then(
      () => {
        cookie.isThere = true;
        writeLocal(KEY, true);
        if (!isGone) setIsAnswered(true);
      },
      () => (cookie.asking = undefined),
    );
    return () => {
      isGone = true;
    };
  }, [isAnswered, cookie, request]);
  return { has: isAnswered || had, isAnswered };
}

/** Without it no picture is shown: neither a network that is away nor a server that is busy for a while is the end of it. */
export function askForCookie(request: Api['request']): Promise<unknown> {
  return patiently(() =>
    askAgain(() => request({ method: 'POST', path: '/files/cookie' }), undefined, isBusy),
  );
}
