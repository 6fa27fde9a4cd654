import { decide, isGuestName, type Room, type UserRef } from '@chatket/contract';
import type { Api } from '../../api';
import { explain } from '../../api/explain';
import { createMembersApi } from '../../api/members-api';
import { currentLocale } from '../../i18n';
import type { ToastUndo } from '../../store';

const ASKED_FOR_MS = 10_000;

interface Absence {
  room: Room;
  me: UserRef;
  people: readonly UserRef[];
  request: Api['request'];
  say: (text: string, undo?: ToastUndo) => void;
}

/** One word for each of them, with what brings them in where one may. */
export function tellAbsent({ room, me, people, request, say }: Absence): void {
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
      await createMembersApi(request).addMember(room.id, id, 0);
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
