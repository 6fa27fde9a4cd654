/** Limits that both ends enforce. Lengths are Unicode code points unless the name says otherwise. */
export const LIMITS = {
  usernameMin: 3,
  usernameMax: 32,
  passwordMin: 10,
  passwordMax: 256,
  displayNameMax: 50,
  aboutMax: 500,
  statusTextMax: 100,
  /** So many people are asked about at once. */
  profilesMax: 100,
  passkeyNameMax: 40,
  passkeysMax: 20,
  roomNameMax: 80,
  roomTopicMax: 250,
  roomDescriptionMax: 2_000,
  /** Six hours. */
  slowSecondsMax: 21_600,
  /** For clients of the plain contract. */
  messageTextMax: 500,
  /** For clients that take the log, where neither the server nor the room says otherwise; and the most a server may say. */
  longTextMax: 4_000,
  longTextBound: 10_000,
  /** What a room may make of the rate limit: messages (a server may say less), its window and its mute in seconds. */
  rateMessagesMax: 1_000,
  rateWindowSecondsMax: 600,
  rateMuteSecondsMax: 3_600,
  /** Ten years. */
  retentionDaysMax: 3_650,
  clientMsgIdMin: 8,
  clientMsgIdMax: 64,
  /** Kinds of reactions on one message; tones of a skin are one kind. */
  reactionKindsMax: 20,
  /** People that a reaction names; the others are counted. */
  reactionUsersShown: 20,
  /** Messages that a room pins, and that somebody saves. */
  pinsMax: 100,
  savedMax: 1_000,
  savedNoteMax: 500,
  /** Faces under a message with a thread. */
  threadFacesMax: 3,
  /** Threads in a list, the last ones. */
  threadsListed: 100,
  threadPageDefault: 50,
  threadPageMax: 100,
  /** Saved messages of a page: when nothing is asked, and at most. */
  savedPageDefault: 50,
  savedPageMax: 100,
  /** Messages that somebody has scheduled, and how far ahead anything is planned. */
  scheduledMax: 100,
  planAheadMs: 366 * 24 * 60 * 60 * 1_000,
  /** Drafts that somebody has on the server, and how long each may be. */
  draftsMax: 500,
  draftTextMax: 20_000,
  /** What somebody may say about a message that they report. */
  reportNoteMax: 200,
  /** Words and links that a room looks for, and how long each may be. */
  rulesPerRoom: 100,
  rulePatternMax: 80,
  /** Messages that wait for the moderators of a room, of all and of one person. */
  heldPerRoom: 200,
  heldPerPerson: 10,
  /** Alerts of a page: when nothing is asked, and at most; and unread messages that are told with their cause. */
  alertPageDefault: 50,
  alertPageMax: 100,
  whyUnreadMax: 20,
  /** For how long a room is muted, and somebody is left in peace, unless it is for ever: a year at most. */
  quietSecondsMax: 365 * 24 * 60 * 60,
  /** Devices of a person to which messages are pushed. */
  pushDevicesMax: 20,
  /** What a moderator may say about a deletion. */
  deleteReasonMax: 200,
  /** For how long a room may let messages be edited; a year at most, or for ever. */
  editWindowSecondsMin: 1,
  editWindowSecondsMax: 365 * 24 * 60 * 60,
  /** Messages of a history page: when nothing is asked, and at most. */
  historyPageDefault: 50,
  historyPageMax: 100,
  /** Unread messages are counted exactly up to this; more are shown as "so many or more". */
  unreadCountMax: 100,
  /** Rooms of a discovery page: when nothing is asked, and at most. */
  roomPageDefault: 50,
  roomPageMax: 100,
  roomSearchMax: 80,
  /** People of a page of a room's members or bans: when nothing is asked, and at most. */
  memberPageDefault: 100,
  memberPageMax: 200,
  /** What is said to whoever is put out of a room, banned or muted. */
  orderReasonMax: 200,
  /** For how long a moderator may take somebody's word: 28 days at most. */
  muteSecondsMin: 1,
  muteSecondsMax: 28 * 24 * 60 * 60,
  /** While the server is in raid mode, so long somebody waits between two messages in a room. */
  raidSlowMs: 10_000,
  /** What somebody has written lately can be deleted with them: that of a day. */
  recentMessagesMs: 24 * 60 * 60 * 1_000,
  /** People of a group, oneself included. */
  groupPeopleMax: 9,
  /** People somebody has blocked. */
  blocksMax: 1_000,
  /** Sections of one's own in the sidebar, the rooms in each, and a section's name. */
  sidebarSectionsMax: 30,
  sidebarRoomsMax: 200,
  sectionNameMax: 40,
  /** What one may type to find people, and how many are told. */
  userSearchMax: 64,
  usersFoundMax: 20,
  /** How long a link into a room is good: when nothing is asked, and at most. */
  inviteSecondsMin: 60,
  inviteSecondsDefault: 7 * 24 * 60 * 60,
  inviteSecondsMax: 30 * 24 * 60 * 60,
  inviteUsesMax: 1_000,
  /** Links of a room that are good at the same time. */
  invitesPerRoom: 100,
  /** Requests that a room keeps, and that a list shows. */
  requestsPerRoom: 100,
  /** So many of one person wait for an answer at once. */
  requestsPerPerson: 20,
  /** What somebody may say who asks to be let in. */
  requestTextMax: 200,
  /** A username is a guest's name and five characters more. */
  guestNameMin: 2,
  guestNameMax: 27,
  /** People I know that a room shows me before I join. */
  knownShown: 5,
  syncRoomsMax: 50,
  /** Rooms that are marked as read at once. */
  readRoomsMax: 500,
  /** In a room of more people nobody is told who has read what. */
  receiptPeopleMax: 50,
  syncMessagesPerRoomMax: 100,
  /** Entries a cursor may lie behind the head: beyond that the room is read anew. */
  syncDistanceMax: 2_000,
  /** How far before `lastSeenAt` a sync reads again, so that a timestamp never hides a message. */
  syncOverlapMs: 5_000,
  /** A client sends at most one "is typing" in this time; a listener forgets one after `typingExpiryMs`. */
  typingIntervalMs: 2_000,
  typingExpiryMs: 6_000,
  /** Without any input on it for so long, a device is idle. */
  idleAfterMs: 300_000,
  presencePingIntervalMs: 15_000,
  codeDigits: 6,
  /** Largest packet a socket may send, in bytes. */
  packetBytesMax: 64 * 1024,
} as const;

/** What a username looks like after NFKC and lower-casing. */
export const USERNAME_PATTERN = /^[a-z0-9_.-]{3,32}$/;

/** The idempotency key of a message, chosen by its author's client. */
export const CLIENT_MSG_ID_PATTERN = /^[A-Za-z0-9_-]{8,64}$/;

/** Length of a text as the limits count it: in code points, not UTF-16 units. */
export function codePointLength(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
