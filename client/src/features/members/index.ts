import type { RoomRemoved } from '@chatket/contract';
import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const MembersPanel = later(async () => (await withTexts(import('./MembersPanel'))).MembersPanel);

/** Who has put me out of a room, in words. */
export async function removedText(removed: RoomRemoved, room: string): Promise<string> {
  return (await withTexts(import('./removed-text'))).removedText(removed, room);
}
