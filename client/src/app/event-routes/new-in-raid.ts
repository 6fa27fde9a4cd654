import { type Me, SERVER_ROLES } from '@chatket/contract';
import type { Api } from '../../api';

const DAY_MS = 24 * 60 * 60 * 1_000;

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
export async function askWhetherNew(
  request: Api['request'],
  id: string,
  raidSince: string,
): Promise<boolean> {
  if (!isNewInRaid(id, raidSince)) return false;
  const { body } = await request<Me>({ path: '/users/me' });
  return body.serverRole === SERVER_ROLES.person;
}
