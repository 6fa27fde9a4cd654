import { useEffect, useState } from 'react';
import { patiently, readLocal, writeLocal } from '../lib';
import { useApi } from './context';

/** That this browser has had the cookie: it may have it still. */
const KEY = 'files-cookie';
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';

/** Asked for once in the life of a page; with another login the page has another. */
let asking: Promise<unknown> | undefined;
let isThere = false;

/**
 * Whether the browser may fetch files by itself: it is asked for when the first file is shown.
 * @returns `has` also while the cookie of an earlier page may do; `isAnswered` when it is certain
 */
export function useFilesCookie(): { has: boolean; isAnswered: boolean } {
  const { request } = useApi();
  const [isAnswered, setIsAnswered] = useState(isThere);
  const [had] = useState(() => readLocal(KEY, isFlag, false));
  useEffect(() => {
    if (isAnswered) return;
    let isGone = false;
    asking ??= patiently(() => request({ method: 'POST', path: '/files/cookie' }));
    asking.then(
      () => {
        isThere = true;
        writeLocal(KEY, true);
        if (!isGone) setIsAnswered(true);
      },
      () => (asking = undefined),
    );
    return () => {
      isGone = true;
    };
  }, [isAnswered, request]);
  return { has: isAnswered || had, isAnswered };
}
