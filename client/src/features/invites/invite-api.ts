import type {
  AcceptInviteAnswer,
  AcceptInviteBody,
  CreateInviteBody,
  GuestBody,
  Invite,
  InvitePreview,
  JoinRequest,
  NewInvite,
  PublicConfig,
  Session,
} from '@chatket/contract';
import type { Api } from '../../api';

/** The endpoints of links and requests. Each rejects with an `ApiError`. */
export function inviteApi({ request, config }: Pick<Api, 'request' | 'config'>) {
  const room = (roomId: string) => `/rooms/${encodeURIComponent(roomId)}`;
  const link = (token: string) => `/invites/${encodeURIComponent(token)}`;
  const post = async <T>(path: string, body: object = {}) =>
    (await request<T>({ method: 'POST', path, body })).body;
  const get = async <T>(path: string) => (await request<T>({ path })).body;

  return {
    hasGuests: async (): Promise<boolean> => ((await config()) as Partial<PublicConfig>).guestLinks === true,
    create: (roomId: string, body: CreateInviteBody) => post<NewInvite>(`${room(roomId)}/invites`, body),
    list: (roomId: string) => get<Invite[]>(`${room(roomId)}/invites`),
    revoke: async (roomId: string, inviteId: string): Promise<void> => {
      await request({ method: 'DELETE', path: `${room(roomId)}/invites/${inviteId}` });
    },
    requests: (roomId: string) => get<JoinRequest[]>(`${room(roomId)}/requests`),
    answer: (roomId: string, userId: string, answer: 'accept' | 'refuse') =>
      post<undefined>(`${room(roomId)}/requests/${userId}/${answer}`),
    preview: (token: string) => get<InvitePreview>(link(token)),
    accept: (token: string, body: AcceptInviteBody) =>
      post<AcceptInviteAnswer>(`${link(token)}/accept`, body),
    enterAsGuest: (token: string, body: GuestBody) => post<Session>(`${link(token)}/guest`, body),
  };
}

export type InviteApi = ReturnType<typeof inviteApi>;
