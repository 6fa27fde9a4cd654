import type { UserRef } from '@chatket/contract';
import { withTexts } from '../../i18n';
import { later } from '../../lib';
import type { AbsenceContext } from './tell-absent';

export const MentionsDialog = later(async () => (await withTexts(import('./MentionsDialog'))).MentionsDialog);
export const KeywordsForm = later(async () => (await withTexts(import('./KeywordsForm'))).KeywordsForm);

/** Whoever has named people that are not in the room is told so. */
export async function tellAbsent(
  context: AbsenceContext,
  roomId: string,
  people: readonly UserRef[],
): Promise<void> {
  (await withTexts(import('./tell-absent'))).tellAbsent(context, { roomId, people });
}
