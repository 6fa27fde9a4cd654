import { type Me, SERVER_ROLES, type ServerPayload } from '@chatket/contract';
import { steadyNow } from '../../lib';
import type { RouteContext } from './route';

const DAY_MS = 24 * 60 * 60 * 1_000;

export type ServiceNotice = { muted: ServerPayload<'server:muted'> } | { raid: ServerPayload<'server:raid'> };

/** Brings what is so on the whole server into the stores. */
export function take(context: RouteContext, notice: ServiceNotice): void {
  if ('muted' in notice) takeMute(context, notice.muted);
  else takeRaid(context, notice.raid);
}

function takeMute({ stores }: RouteContext, { forMs, reason }: ServerPayload<'server:muted'>): void {
  // What rooms have refused meanwhile was refused by this.
  if (forMs <= 0) stores.rooms.setState({ mutes: {} });
  const mute = { forMs, until: steadyNow() + forMs, endsAt: Date.now() + forMs, reason };
  stores.service.setState({ mute: forMs > 0 ? mute : undefined });
}

function takeRaid(context: RouteContext, { since }: ServerPayload<'server:raid'>): void {
  const { service } = context.stores;
  service.setState({ raidSince: since, isNew: false });
  if (since === undefined) return;
  void askWhetherNew(context, since)
    .then((isNew) => service.setState(({ raidSince }) => ({ isNew: isNew && raidSince === since })))
    // The server decides all the same.
    .catch(() => undefined);
}

/**
 * Whether my account is held to be new while the server is in raid mode: made less than a day ago, or since that began. Its
 * id (UUID version 7) tells when it was made; of another id nothing is said, and the server decides.
 */
export function isNewInRaid(id: string, raidSince: string | undefined, now = Date.now()): boolean {
  if (raidSince === undefined || id[14] !== '7') return false;
  const madeAt = parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return madeAt > Math.min(Date.parse(raidSince), now - DAY_MS);
}

/** The same as the server sees it: those who run it are never new. Only who may be new asks, so that not everybody does at once. */
async function askWhetherNew({ api, stores: { me } }: RouteContext, raidSince: string): Promise<boolean> {
  if (!isNewInRaid(me.id, raidSince)) return false;
  const { body } = await api.request<Me>({ path: '/users/me' });
  return body.serverRole === SERVER_ROLES.person;
}
