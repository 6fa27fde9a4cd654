import type { Room } from '@chatket/contract';
import { withTexts } from '../../i18n';
import { later } from '../../lib';
import type { DirectContext } from './direct';

export { useDirectContext } from './use-direct-context';
export const PeopleDialog = later(async () => (await withTexts(import('./PeopleDialog'))).PeopleDialog);

/** The room of these people and me, made if there is none; nothing when it could not be opened, which is said. */
export async function openDirect(
  context: DirectContext,
  userIds: readonly string[],
): Promise<Room | undefined> {
  return (await withTexts(import('./direct'))).openOrSay(context, userIds);
}

/** Puts a direct room or a group out of my list until its next message. What fails is said. */
export async function closeDirect(context: DirectContext, room: Room): Promise<void> {
  return (await withTexts(import('./direct'))).close(context, room);
}
