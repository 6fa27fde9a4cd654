import { useEffect, useRef } from 'react';

/** Tells whether the component is still there, for what comes when it may be gone. */
export function useIsShown(): () => boolean {
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => void (isShown.current = false);
  }, []);
  return () => isShown.current;
}
