import { useEffect, useState } from 'react';
import { useApi } from '../../api';

/** Whether this server hands codes to whoever asks. Not known is not said: the page works without the answer. */
export function useDemo(): boolean {
  const api = useApi();
  const [isDemo, setIsDemo] = useState(false);

  useEffect(() => {
    let isCurrent = true;
    const ask = async () => {
      const config = await api.config().catch(() => undefined);
      if (isCurrent) setIsDemo(config?.demo ?? false);
    };
    void ask();
    return () => {
      isCurrent = false;
    };
  }, [api]);

  return isDemo;
}
