import {
  type Everyone,
  MENTION_LIMITS,
  type Mentions,
  type SpokenTo as SpokenToNames,
  type UserRef,
} from '@chatket/contract';

/** Whom a text speaks to, as the database is told. */
export interface SpokenTo extends SpokenToNames {
  /** Who is here, for `here`. */
  audience?: readonly string[];
  /** What stands there, whether it counts or not: where it has counted before, an edit does not take it away. */
  written?: Everyone;
  /** People one of whose words stands in it. */
  keywords?: readonly string[];
  /** Whether the sender may find people whom they name and who are not in the room. */
  mayFind: boolean;
}

/** What came of it. */
export interface Noted {
  /** Of the message. */
  seq: number;
  mentions?: Mentions;
  notMembers?: UserRef[];
  /** For whom it counts now, or no longer, for a reason that nobody else is told. */
  noted?: string[];
  gone?: string[];
}

/** What an ack says of people who are named and not there. */
export function notMembersOf(noted: Noted | undefined): { notMembers?: UserRef[] } {
  return noted?.notMembers ? { notMembers: noted.notMembers } : {};
}

/** The value for `noteSpokenTo`. */
export function parameterOf({ names, everyone, audience, written, keywords, mayFind }: SpokenTo): string {
  return JSON.stringify({
    names,
    everyone,
    audience,
    written,
    keywords,
    told: mayFind ? MENTION_LIMITS.notMembersMax : 0,
  });
}

/**
 * SQL that notes whom a message speaks to, in the transaction of the statement around it; selects a `Noted`, in JSON.
 * The guarantees are those of the SQL function `message_mention`.
 * @param spoken SQL of `parameterOf`, as jsonb
 * @param since SQL of the seq of the entry that brings it
 */
export function noteSpokenTo({
  messageId,
  spoken,
  since,
}: {
  messageId: string;
  spoken: string;
  since: string;
}): string {
  return `message_mention(${messageId}, ${spoken}, ${since})`;
}
