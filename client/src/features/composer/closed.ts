import { isDeletedName, ROLES, type Room } from '@chatket/contract';
import type { MessageId } from '../../i18n';

/** Why somebody like me cannot write here, however long they wait; nothing where they can. `isNew` in a raid of the server. An edit passes the gate, not a raid. */
export function closedText(room: Room, isEdit: boolean, isNew: boolean | undefined): MessageId | undefined {
  if (room.archivedAt) return 'composer.archived';
  if (room.people?.length === 1 && isDeletedName(room.people[0]?.username ?? ''))
    return 'composer.accountDeleted';
  const { postGate = 0, role = 0, raidSince, joinedAt = '' } = room;
  if ((isNew || (raidSince && joinedAt > raidSince)) && role < ROLES.moderator)
    return 'composer.onlyModerators';
  if (isEdit || role >= postGate) return undefined;
  if (postGate >= ROLES.owner) return 'composer.onlyOwners';
  return postGate >= ROLES.admin ? 'composer.onlyAdmins' : 'composer.onlyModerators';
}
