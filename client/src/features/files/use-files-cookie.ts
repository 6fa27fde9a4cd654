import { useEffect, useState } from 'react';
import { useApi } from '../../api';
import { patiently } from '../../lib';

/** Asked for once in the life of a page; with another login the page has another. */
let asking: Promise<unknown> | undefined;
let isThere = false;

/** Whether the browser may fetch files by itself: it is asked for when the first file is shown. */
export function useFilesCookie(): boolean {
  const { request } = useApi();
  const [has, setHas] = useState(isThere);
  useEffect(() => {
    if (has) return;
    let isGone = false;
    asking ??= patiently(() => request({ method: 'POST', path: '/files/cookie' }));
    asking.then(
      () => {
        isThere = true;
        if (!isGone) setHas(true);
      },
      () => (asking = undefined),
    );
    return () => {
      isGone = true;
    };
  }, [has, request]);
  return has;
}
