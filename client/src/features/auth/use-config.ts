import type { PublicConfig } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useApi } from '../../api';

/** What this server says of itself before one is logged in. Not known is not said: the page works without the answer. */
export function useConfig(): Partial<PublicConfig> {
  const api = useApi();
  const [config, setConfig] = useState<Partial<PublicConfig>>({});

  useEffect(() => {
    let isCurrent = true;
    api.config().then(
      (known) => isCurrent && setConfig(known),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [api]);

  return config;
}
