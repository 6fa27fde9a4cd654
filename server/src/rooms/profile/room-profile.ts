import { isoTime } from '../../prisma/index.js';

/**
 * SQL: the contract's `RoomProfile` of the room `alias` as JSON; what is as in a new public room is left out. The one
 * description of what holds for everybody in a room: lists, single rooms and the entries of the log have it from here.
 */
export function roomProfile(alias: string): string {
  const column = (name: string) => `${alias}."${name}"`;
  return `json_strip_nulls(json_build_object('name', ${column('name')}, 'kind', ${column('kind')},
    'topic', ${column('topic')}, 'description', ${column('description')}, 'icon', ${column('icon')}, 'picture', ${column('picture')},
    'history', nullif(${column('history')}, 'all'),
    'postGate', nullif(${column('postGate')}, 0), 'replyGate', nullif(${column('replyGate')}, 0),
    'inviteGate', nullif(${column('inviteGate')}, 0), 'joinBy', ${column('joinBy')}, 'slowSeconds', nullif(${column('slowSeconds')}, 0),
    'messageMax', ${column('messageMax')}, 'editWindowSeconds', ${column('editWindowSeconds')},
    'rateMessages', ${column('rateMessages')}, 'rateWindowSeconds', ${column('rateWindowSeconds')},
    'rateMuteSeconds', ${column('rateMuteSeconds')},
    'retentionDays', ${column('retentionDays')}, 'expiredSeq', nullif(${column('expiredSeq')}, 0),
    'raidSince', ${isoTime(column('raidSince'))}, 'archivedAt', ${isoTime(column('archivedAt'))}, 'deletesAt', ${isoTime(column('deletesAt'))}))`;
}
