import type { Room, UserRef } from '@chatket/contract';
import type { Api } from '../../api';
import { withTexts } from '../../i18n';
import { later } from '../../lib';
import type { ToastUndo } from '../../store';

export const MentionsDialog = later(async () => (await withTexts(import('./MentionsDialog'))).MentionsDialog);
export const KeywordsForm = later(async () => (await withTexts(import('./KeywordsForm'))).KeywordsForm);

interface Absence {
  room: Room;
  me: UserRef;
  people: readonly UserRef[];
  request: Api['request'];
  say: (text: string, undo?: ToastUndo) => void;
}

/** Whoever has named people that are not in the room is told so. */
export async function tellAbsent(absence: Absence): Promise<void> {
  (await withTexts(import('./tell-absent'))).tellAbsent(absence);
}
