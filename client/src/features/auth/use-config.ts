import type { PublicConfig } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useApi } from '../../api';

/** How one logs in here. Not known is not said: the page works without the answer. */
export function useConfig(): PublicConfig | undefined {
  const api = useApi();
  const [config, setConfig] = useState<PublicConfig>();

  useEffect(() => {
    let isCurrent = true;
    const ask = async () => {
      const answer = await api.config().catch(() => undefined);
      if (isCurrent) setConfig(answer);
    };
    void ask();
    return () => {
      isCurrent = false;
    };
  }, [api]);

  return config;
}
