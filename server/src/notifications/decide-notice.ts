import { NOTICE_CAUSES, type NoticeCause, type NoticeLevel, type NoticeReason } from '@chatket/contract';

/** What is known of a message and somebody who may be told of it. */
export interface NoticeFacts {
  isOwn: boolean;
  /** They do not want to hear whoever wrote it. */
  isBlocked: boolean;
  /** It is theirs to read, and has not been deleted. */
  isReadable: boolean;
  isRead: boolean;
  /** They have the room before their eyes, on whichever device. */
  isLooking: boolean;
  /** They do not want to be disturbed now. */
  isQuiet: boolean;
  isMuted: boolean;
  level: NoticeLevel;
  /** All that speaks for telling them, in any order. */
  causes: readonly NoticeCause[];
}

export interface Notice {
  /** It is shown on their devices. */
  alert: boolean;
  /** It stands in their list. */
  badge: boolean;
  because: NoticeReason;
  /** What it would have been worth, where do not disturb or a mute stands against it. */
  cause?: NoticeCause;
}

const TOLD: Record<NoticeLevel, ReadonlySet<NoticeCause>> = {
  all: new Set(NOTICE_CAUSES),
  mentions: new Set<NoticeCause>(['mention', 'keyword', 'here', 'all', 'thread']),
  none: new Set<NoticeCause>(),
};

/** What somebody means who names a person: it is kept for them even in a room that they have muted. */
const PERSONAL = new Set<NoticeCause>(['mention', 'keyword']);

/**
 * Whether somebody is told of a message: the one rule, for the moment of it and for explaining it later. What is asked
 * first wins; the answer names it.
 */
export function decideNotice(facts: NoticeFacts): Notice {
  if (facts.isOwn) return nothing('own');
  if (facts.isBlocked) return nothing('blocked');
  if (!facts.isReadable) return nothing('unreadable');
  if (facts.isRead) return nothing('read');
  if (facts.isLooking) return nothing('looking');
  const cause = causeOf(facts.level, facts.causes);
  const isKept = cause !== undefined && (!facts.isMuted || PERSONAL.has(cause));
  if (facts.isQuiet) return { alert: false, badge: isKept, because: 'doNotDisturb', ...(cause && { cause }) };
  if (facts.isMuted) return { alert: false, badge: isKept, because: 'muted', ...(cause && { cause }) };
  if (!cause) return nothing('level');
  return { alert: true, badge: true, because: cause };
}

/**
 * Whether somebody is told of a message that they wanted to be reminded of by now. They have asked for it: nothing that
 * they have chosen for the room stands against it, and that they have read it is why they did.
 */
export function decideReminder({ isQuiet }: Pick<NoticeFacts, 'isQuiet'>): Notice {
  return isQuiet
    ? { alert: false, badge: true, because: 'doNotDisturb', cause: 'reminder' }
    : { alert: true, badge: true, because: 'reminder' };
}

/** The strongest of the causes of which a level tells; undefined when it tells of none of them. */
function causeOf(level: NoticeLevel, causes: readonly NoticeCause[]): NoticeCause | undefined {
  return NOTICE_CAUSES.find((cause) => causes.includes(cause) && TOLD[level].has(cause));
}

function nothing(because: NoticeReason): Notice {
  return { alert: false, badge: false, because };
}
