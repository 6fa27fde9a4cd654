import { useEffect, useState } from 'react';
import { useApi } from '../../api';

/** What the server says at a path; undefined while it is not known, and where there is no such thing. */
export function useAccountState<State>(path: string, version: number): State | undefined {
  const { request } = useApi();
  const [state, setState] = useState<State>();

  useEffect(() => {
    let isShown = true;
    request<State>({ path }).then(
      ({ body }) => isShown && setState(body),
      () => undefined,
    );
    return () => void (isShown = false);
  }, [request, path, version]);

  return state;
}
