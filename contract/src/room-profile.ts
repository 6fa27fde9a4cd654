/**
 * Who finds a room: everybody, or only its members. Who belongs to a direct room (one or two people) or a group
 * (three to nine) never changes: such a room is identified by its people.
 */
export const ROOM_KINDS = ['public', 'private', 'direct', 'group'] as const;
export type RoomKind = (typeof ROOM_KINDS)[number];

/**
 * How people come into a room by themselves: at once, by asking those who moderate it, or not at all. A public room is open
 * or by request, a private one by invitation or by request: then links of whoever could not answer lead to asking.
 */
export const JOIN_WAYS = ['open', 'request', 'invite'] as const;
export type JoinBy = (typeof JOIN_WAYS)[number];

/** What of a room can be set, and taken back with null. */
export const ROOM_SETTINGS = [
  'topic',
  'description',
  'icon',
  'history',
  'postGate',
  'replyGate',
  'inviteGate',
  'joinBy',
  'slowSeconds',
  'messageMax',
  'editWindowSeconds',
  'rateMessages',
  'rateWindowSeconds',
  'rateMuteSeconds',
  'retentionDays',
] as const;
export type RoomSetting = (typeof ROOM_SETTINGS)[number];

/** What holds for everybody in a room. What is missing is as in a new public room. */
export interface RoomProfile {
  /**
   * In a direct room or a group as one person sees it the usernames of the others; empty in entries of its log, which
   * are the same for all.
   */
  name: string;
  kind: RoomKind;
  /** One line, shown beside the name. */
  topic?: string;
  /** What the room is for, in more words. */
  description?: string;
  /** An emoji. */
  icon?: string;
  /** Of its picture, which is at `/api/files/pictures/{picture}/256`: another one has another key. Shown before the icon. */
  picture?: string;
  /** What those who come see of what was said before: all of it, or nothing. Missing: all. */
  history?: 'all' | 'sinceJoin';
  /** The role that one needs to write, to answer in a thread, to bring others in (`ROLES`). Missing: member. */
  postGate?: number;
  replyGate?: number;
  inviteGate?: number;
  /** Missing: open where the room is public, and by invitation where it is private. */
  joinBy?: JoinBy;
  /** So long somebody waits between two messages of theirs; missing: not at all. */
  slowSeconds?: number;
  /** How long a message may be; missing: as long as the server lets it be. */
  messageMax?: number;
  /** For how many seconds a message may be edited; missing where there is no end. */
  editWindowSeconds?: number;
  /** So many messages a person may send within so many seconds, or is muted for so long; missing: as the server has it. */
  rateMessages?: number;
  rateWindowSeconds?: number;
  rateMuteSeconds?: number;
  /** Messages older than this are deleted; missing: never. */
  retentionDays?: number;
  /** Messages up to this seq are gone: they were older than that. Whoever holds one drops it. */
  expiredSeq?: number;
  /** Since when it is in raid mode: whoever came later only reads, and links let nobody in. Missing: it is not. */
  raidSince?: string;
  /** Since when nothing can be written any more. */
  archivedAt?: string;
  /** When the room and all that is in it will be deleted. */
  deletesAt?: string;
}
