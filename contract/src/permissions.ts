import { ROLES, type RoleName } from './roles.js';

/** What is missing: at least this role, or that it be one's own. */
export type Need = RoleName | 'own';

/** Which of a room's gates an action passes: the room says which role it takes. */
export type Gate = 'post' | 'reply' | 'invite';

/** What an action asks of somebody who wants to do it. */
export interface Rule {
  /** The least role; null where one need not be a member. */
  role: number | null;
  /** The room may ask for a greater role. */
  gate?: Gate;
  /** Only to what is one's own. */
  isOwnOnly?: true;
  /** To what is not one's own, this role is needed, and one above that of its author. */
  othersRole?: number;
  /** Only to people with a lower role. */
  isOverLower?: true;
  /** Only until `editWindowSeconds` after it was written. */
  isWithinWindow?: true;
  /** Not in an archived room. */
  isWriting?: true;
  /** Says something to others in another way: not while one is muted on the server. */
  isSaying?: true;
  /** Not while one is muted, nor, below a moderator, before one's turn in slow mode, nor as a newcomer in raid mode. */
  isSpeaking?: true;
  /** In raid mode by moderators and those above them only. */
  isForModeratorsInRaid?: true;
  /** Not in rooms that are identified by their people. */
  changesPeople?: true;
  /** Not by guests, who are let into one room with a name only. */
  isForAccounts?: true;
  /** Not to guests. */
  isToAccounts?: true;
  /** What others have said leaves no room but a public one. */
  isOwnUnlessPublic?: true;
  /** In rooms that are identified by their people all may. */
  isSharedByFew?: true;
  /** Makes somebody something: at most what is below oneself, and of those below oneself; owners make all. Guests stay members. */
  givesRole?: true;
  /** Those who run the server may do it too, members or not, within what `decideAsServer` says. */
  byServer?: true;
}

/**
 * Who may do what in a room: the least role, and what else has to be true. This table is the only place where it is
 * said: use cases ask `decide`, the client hides what it refuses, and statements of the database embed the roles.
 */
export const ACTIONS = {
  /** Know that the room is there, its name, and how many people it has. */
  see: { role: null },
  join: { role: null, isWriting: true, changesPeople: true, byServer: true },
  /** Ask to come in, where one cannot join. */
  ask: { role: null, isWriting: true, changesPeople: true, isForAccounts: true },
  /** Give the membership up. Whoever has none has given it up already. */
  quit: { role: null, changesPeople: true },
  /** Put the room out of one's list until its next message: what one does where nobody can leave. */
  close: { role: ROLES.member },
  /** See what was said, and say up to where one has read it. */
  read: { role: ROLES.member },
  /** Hear live what happens, and who is here. */
  follow: { role: ROLES.member },
  /** Write messages, and be seen writing. */
  post: { role: ROLES.member, gate: 'post', isWriting: true, isSpeaking: true },
  /** Bring a file there: what is uploaded is sent with a message. */
  attach: { role: ROLES.member, isWriting: true, isSaying: true },
  /** Write in a thread; what is shown in the room too is a post as well. */
  reply: { role: ROLES.member, gate: 'reply', isWriting: true, isSpeaking: true },
  /** Speak to everybody in the room at once, where they are many. */
  mentionAll: { role: ROLES.moderator, isSharedByFew: true, isWriting: true, isSaying: true },
  react: { role: ROLES.member, isWriting: true, isSaying: true },
  /** Change the text of a message: one's own, while the room's window is open. */
  edit: { role: ROLES.member, isOwnOnly: true, isWithinWindow: true, isWriting: true, isSpeaking: true },
  /** Delete a message: one's own always, that of somebody with a lower role as a moderator. */
  delete: { role: ROLES.member, othersRole: ROLES.moderator },
  /** Hide a message of somebody with a lower role, or one's own, and show it again. */
  hide: { role: ROLES.moderator, othersRole: ROLES.moderator },
  /** Pin a message for everybody in the room, and take a pin away. */
  pin: { role: ROLES.moderator, isSharedByFew: true, isWriting: true },
  /** Choose in a poll. */
  vote: { role: ROLES.member, isWriting: true, isSaying: true },
  /** End a poll: one's own, or that of somebody with a lower role as a moderator. */
  endPoll: { role: ROLES.member, othersRole: ROLES.moderator, isWriting: true },
  /** Take the preview of a link away, and bring it back: of one's own message, or of somebody's with a lower role. */
  showPreview: { role: ROLES.member, othersRole: ROLES.moderator },
  /** Bring a message out of the room, into another one or into the same. */
  forward: { role: ROLES.member, isOwnUnlessPublic: true },
  /** Change the topic. */
  describe: { role: ROLES.moderator, isSharedByFew: true, isWriting: true, isSaying: true },
  /** Bring others in. */
  invite: {
    role: ROLES.member,
    gate: 'invite',
    isWriting: true,
    changesPeople: true,
    isForAccounts: true,
    isToAccounts: true,
    isForModeratorsInRaid: true,
    isSaying: true,
  },
  /** Bring others in who have no account. */
  inviteGuests: {
    role: ROLES.owner,
    isWriting: true,
    changesPeople: true,
    isForAccounts: true,
    isSaying: true,
  },
  /** Put somebody out of the room, for now or for good, and let them in again. */
  remove: { role: ROLES.moderator, isOverLower: true, changesPeople: true, byServer: true },
  /** Take somebody's word for a while, and give it back. */
  mute: { role: ROLES.moderator, isOverLower: true },
  /** See who is banned, muted and reported, and why; and what others may do here. */
  moderate: { role: ROLES.moderator },
  /** Say which words and links are refused, held back or shown to the moderators; turn raid mode on and off. */
  guard: { role: ROLES.moderator, isWriting: true },
  /** Make somebody a moderator, an admin, an owner, or a member again. */
  setRole: { role: ROLES.admin, givesRole: true, changesPeople: true, byServer: true },
  /** Make addresses by which programs write into the room, and end them. */
  connect: { role: ROLES.admin, changesPeople: true, isForAccounts: true },
  /** Change what holds for everybody in the room. */
  configure: { role: ROLES.admin, isWriting: true, isSaying: true },
  /** See who did what with a right that others do not have. */
  audit: { role: ROLES.admin },
  /** End the writing, or let it begin again; delete the room. */
  archive: { role: ROLES.owner, byServer: true },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof ACTIONS;
