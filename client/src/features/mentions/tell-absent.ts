import { decide, isGuestName, type UserRef } from '@chatket/contract';
import type { Api } from '../../api';
import { explain } from '../../api/explain';
import { createMembersApi } from '../../api/members-api';
import { currentLocale } from '../../i18n';
import type { ChatStores, ToastUndo } from '../../store';

const ASKED_FOR_MS = 10_000;

export interface AbsenceContext {
  api: Pick<Api, 'request'>;
  stores: ChatStores;
  say: (text: string, undo?: ToastUndo) => void;
}

/** One word for each of them, with what brings them in where one may. */
export function tellAbsent(
  { api: { request }, stores: { me, rooms }, say }: AbsenceContext,
  { roomId, people }: { roomId: string; people: readonly UserRef[] },
): void {
  const room = rooms.getState().mine[roomId];
  if (!room) return;
  const { t } = currentLocale();
  const { kind, role = 0, inviteGate = 0, archivedAt, raidSince } = room;
  const { isAllowed } = decide('invite', {
    role,
    kind,
    inviteGate,
    isGuest: isGuestName(me.username),
    isArchived: archivedAt !== undefined,
    isRaid: raidSince !== undefined,
  });

  async function add({ id, username }: UserRef) {
    try {
      await createMembersApi(request).addMember(roomId, id, 0);
      say(t('mentions.added', { name: username }));
    } catch (error) {
      say(explain(error));
    }
  }

  for (const person of people) {
    const name = person.username;
    if (!isAllowed) say(t('mentions.notHere', { name }));
    else
      say(t('mentions.notHereAdd', { name }), {
        name: t('mentions.add'),
        forMs: ASKED_FOR_MS,
        run: () => void add(person),
      });
  }
}
