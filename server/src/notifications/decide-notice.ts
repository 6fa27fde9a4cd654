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
  /** Of the thread that it is said in, where they have chosen one for that. */
  threadLevel?: NoticeLevel | undefined;
  /** It is said in a thread only. */
  isInThreadOnly?: boolean;
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
  mentions: new Set<NoticeCause>(['request', 'answer', 'mention', 'keyword', 'here', 'all', 'thread']),
  none: new Set<NoticeCause>(),
};

/** What follows a thread by its own level hears of replies only where it says so. */
const TOLD_IN_THREAD: Record<NoticeLevel, ReadonlySet<NoticeCause>> = {
  ...TOLD,
  mentions: new Set([...TOLD.mentions].filter((cause) => cause !== 'thread')),
};

/** What somebody means who names a person, or asks them: it is kept for them even in a room that they have muted. */
const PERSONAL = new Set<NoticeCause>(['request', 'mention', 'keyword']);

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
  const cause = causeOf(facts);
  const isKept = cause !== undefined && (!facts.isMuted || PERSONAL.has(cause));
  if (facts.isQuiet) return { alert: false, badge: isKept, because: 'doNotDisturb', ...(cause && { cause }) };
  if (facts.isMuted) return { alert: false, badge: isKept, because: 'muted', ...(cause && { cause }) };
  if (!cause) return nothing('level');
  return { alert: true, badge: true, because: cause };
}

/**
 * Whether somebody is told of what they wait for: of a message that they wanted to be reminded of by now, or whether they
 * were let in. They have asked for it: nothing that they have chosen for the room stands against it.
 */
export function decideAwaited(
  cause: 'reminder' | 'answer',
  { isQuiet }: Pick<NoticeFacts, 'isQuiet'>,
): Notice {
  return isQuiet
    ? { alert: false, badge: true, because: 'doNotDisturb', cause }
    : { alert: true, badge: true, because: cause };
}

/** What of the rule there is to ask where somebody asks to come in. */
type RequestFacts = Pick<NoticeFacts, 'isBlocked' | 'isQuiet' | 'isMuted' | 'level'>;

/** Whether somebody who may answer is told that somebody asks to come in: also who looks at the room, which does not show it. */
export function decideRequest(facts: RequestFacts): Notice {
  return decideNotice({
    ...{ isOwn: false, isReadable: true, isRead: false, isLooking: false, causes: ['request'] },
    ...facts,
  });
}

/** The strongest of the causes of which the levels tell; undefined when they tell of none of them. */
function causeOf({ level, threadLevel, isInThreadOnly, causes }: NoticeFacts): NoticeCause | undefined {
  return NOTICE_CAUSES.find((cause) => {
    if (!causes.includes(cause)) return false;
    if (threadLevel === undefined) return TOLD[level].has(cause);
    // What the room shows too is also said there: the room's own level tells of it, but not that it is a reply.
    const isToldByRoom = !isInThreadOnly && cause !== 'thread' && TOLD[level].has(cause);
    return isToldByRoom || TOLD_IN_THREAD[threadLevel].has(cause);
  });
}

function nothing(because: NoticeReason): Notice {
  return { alert: false, badge: false, because };
}
