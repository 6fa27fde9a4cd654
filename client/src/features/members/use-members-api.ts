import { useMemo } from 'react';
import { useApi } from '../../api';
import { createMembersApi, type MembersApi } from '../../api/members-api';

/** REST about the people of a room. */
export function useMembersApi(): MembersApi {
  const { request } = useApi();
  return useMemo(() => createMembersApi(request), [request]);
}
