import type { PublicConfig } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useApi } from '../../api';

/** Where this server's login codes go. Not known is not said: the page works without the answer. */
export function useCodeDelivery(): PublicConfig['codeDelivery'] | undefined {
  const api = useApi();
  const [delivery, setDelivery] = useState<PublicConfig['codeDelivery']>();

  useEffect(() => {
    let isCurrent = true;
    const ask = async () => {
      const config = await api.config().catch(() => undefined);
      if (isCurrent) setDelivery(config?.codeDelivery);
    };
    void ask();
    return () => {
      isCurrent = false;
    };
  }, [api]);

  return delivery;
}
