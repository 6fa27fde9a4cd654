import type {
  CreateServerInviteBody,
  NewServerInvite,
  OidcWay,
  ServerSettings,
  Session,
  SetupBody,
} from '@chatket/contract';
import type { Api } from '../../../api';

const WEEK_SECONDS = 7 * 24 * 3_600;

/** What is asked while a server is set up. Each rejects with an `ApiError`. */
export function setupApi({ request }: Pick<Api, 'request'>) {
  return {
    look: async (token: string): Promise<void> => {
      await request({ method: 'POST', path: '/setup/look', body: { token } });
    },
    begin: async (body: SetupBody): Promise<Session> =>
      (await request<Session>({ method: 'POST', path: '/setup', body })).body,
    /** By single sign-on. @returns where the page goes on */
    beginThere: async (token: string): Promise<string> =>
      (await request<OidcWay>({ method: 'POST', path: '/setup/oidc', body: { token } })).body.url,
    /** What else is set stays. */
    nameServer: async (wanted: Pick<ServerSettings, 'name' | 'icon'>): Promise<void> => {
      const path = '/server/settings';
      const { body } = await request<ServerSettings>({ path });
      await request({ method: 'PUT', path, body: { ...body, ...wanted } });
    },
    /** A link by which the others make an account. @returns what stands behind the address */
    invite: async (): Promise<string> => {
      const body = { expiresIn: WEEK_SECONDS } satisfies CreateServerInviteBody;
      const made = await request<NewServerInvite>({ method: 'POST', path: '/server/invites', body });
      return `/invite/${made.body.token}`;
    },
  };
}

export type SetupApi = ReturnType<typeof setupApi>;
