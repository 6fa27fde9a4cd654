import type { KeepLogin } from './auth.js';
import { SAMPLE } from './samples.js';
import type { RoomKind } from './room-profile.js';
import type { UserRef } from './users.js';
import type { EventExamples, ServerEventOf } from './wire.js';

/**
 * What a link does for whoever has it: lets them in, lets them ask for it, or lets in also those without an account,
 * with a name only, who then see that room and nothing else.
 */
export const INVITE_WAYS = ['join', 'ask', 'guest'] as const;
export type InviteWay = (typeof INVITE_WAYS)[number];

export interface CreateInviteBody {
  /** For how many seconds it is good; missing: a week. */
  expiresIn?: number;
  /** How many people may come by it; missing: as many as like. Members do not use it up. */
  maxUses?: number;
  /** What they become (`ROLES`), at most what the maker may give; missing: member. With `join` only. */
  role?: number;
  /** Missing: `join`. */
  way?: InviteWay;
}

/** A link into a room. It is worth what its maker may do in the room at the moment somebody uses it. */
export interface Invite {
  id: string;
  way: InviteWay;
  createdBy: UserRef;
  createdAt: string;
  expiresAt: string;
  maxUses?: number;
  uses: number;
  role: number;
}

/** The only answer that ever holds the token: it is stored as a hash. */
export interface NewInvite extends Invite {
  token: string;
}

export interface CreateServerInviteBody {
  /** For how many seconds it is good; missing: a week. */
  expiresIn?: number;
  /** How many accounts are made by it at most; missing: as many as like. */
  maxUses?: number;
}

/** A link by which people make an account, and which leads into no room. It counts while its maker runs the server. */
export interface ServerInvite {
  id: string;
  createdBy: UserRef;
  createdAt: string;
  expiresAt: string;
  maxUses?: number;
  uses: number;
}

/** The only answer that ever holds the token. */
export interface NewServerInvite extends ServerInvite {
  token: string;
}

/** What whoever has the link is told, logged in or not. */
export type InvitePreview = RoomInvitePreview | ServerInvitePreview;

/** Of a link into the server: by it an account is made, no more. */
export interface ServerInvitePreview {
  way: 'register';
  invitedBy: UserRef;
}

/** Of a link into a room. */
export interface RoomInvitePreview {
  way: InviteWay;
  invitedBy: UserRef;
  room: {
    name: string;
    kind: RoomKind;
    memberCount: number;
    topic?: string;
    icon?: string;
    picture?: string;
  };
}

export interface AcceptInviteBody {
  /** For a link by which one asks: what the moderators should know. */
  text?: string;
}

export type AcceptInviteAnswer =
  | { state: 'member'; roomId: string }
  /** Moderators were told, and `room:added` or `request:refused` follows when one of them has answered. */
  | { state: 'asked' };

export interface GuestBody extends KeepLogin {
  name: string;
}

/** Somebody who asks to be let in. */
export interface JoinRequest {
  user: UserRef;
  createdAt: string;
  text?: string;
}

declare module './wire.js' {
  interface ServerToClient {
    /** Somebody asks to be let into a room in which I may answer. */
    'request:added': ServerEventOf<{ roomId: string; request: JoinRequest; count: number }>;
    /** A request waits no more: it was answered, by whichever moderator, or taken back, or they came in another way. */
    'request:answered': ServerEventOf<{ roomId: string; userId: string; count: number }>;
    /** I was let in: the room itself comes by `room:added`. */
    'request:accepted': ServerEventOf<{ roomId: string; roomName: string }>;
    /** I was not let in. `roomId` is missing where the room is not there for me. */
    'request:refused': ServerEventOf<{ roomName: string; roomId?: string }>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function inviteEvents() {
  const { roomId, createdAt, bob } = SAMPLE;
  return {
    server: {
      'request:added': {
        summary:
          'Somebody asks to be let into a room in which I am a moderator or more; `count` wait for an answer now.',
        payload: { roomId, request: { user: bob, createdAt, text: 'I sit next to Alice.' }, count: 1 },
      },
      'request:answered': {
        summary:
          'A request waits no more: it was answered, by whichever moderator, or taken back, or they came in another way.',
        payload: { roomId, userId: bob.id, count: 0 },
      },
      'request:accepted': {
        summary: 'I was let into a room: the room itself comes by `room:added`.',
        payload: { roomId, roomName: 'Kitchen table' },
      },
      'request:refused': {
        summary:
          'I asked to be let into a room, and was not. `roomId` is missing where the room is not there for me.',
        payload: { roomName: 'Kitchen table', roomId },
      },
    },
  } as const satisfies EventExamples;
}
