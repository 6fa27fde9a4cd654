import type { Message } from '@chatket/contract';
import { isString, localKeys, onLocalChanges, readLocal, writeLocal } from '../../lib';
import type { ChatStores } from '../../store';

interface AnswersContext {
  stores: Pick<ChatStores, 'me' | 'writing' | 'timelines'>;
  /** A message of a room; nothing where it is not there any more. Rejects where nobody can say that now. */
  find: (roomId: string, messageId: string) => Promise<Message | undefined>;
  /** What the draft of the room answers has changed. */
  tell: (roomId: string) => void;
}

/** What the drafts of rooms answer: here, after a reload, and on my other devices. Threads quote nothing. */
export function shareAnswers({ stores: { me, writing, timelines }, find, tell }: AnswersContext) {
  const beginning = `draft-answer:${me.id}:`;
  /** Not shown yet, by room: the message is looked for, or an edit lies over it. */
  const wanted = new Map<string, string>();

  const nowIn = (roomId: string) => writing.getState().byRoom[roomId];
  const shownIn = (roomId: string) => {
    const now = nowIn(roomId);
    return now?.kind === 'reply' ? now.message.messageId : undefined;
  };
  const of = (roomId: string) => wanted.get(roomId) ?? shownIn(roomId);
  const kept = (roomId: string) => readLocal<string | undefined>(beginning + roomId, isString, undefined);
  const keep = (roomId: string) => void writeLocal(beginning + roomId, of(roomId));

  function want(roomId: string, messageId: string | undefined) {
    if (of(roomId) === messageId) return;
    wanted.delete(roomId);
    if (shownIn(roomId) !== undefined) writing.actions.end(roomId);
    if (messageId !== undefined) wanted.set(roomId, messageId);
    keep(roomId);
    void settle(roomId);
  }

  /** Shows what is wanted, once it is known and nothing lies over it. */
  async function settle(roomId: string): Promise<void> {
    const messageId = wanted.get(roomId);
    const isInTheWay = () => nowIn(roomId) !== undefined || wanted.get(roomId) !== messageId;
    if (messageId === undefined || isInTheWay()) return;
    const loaded = timelines
      .getState()
      .byRoom[roomId]?.messages.find((known) => known.messageId === messageId);
    // Offline it is still wanted.
    const found = loaded ?? (await find(roomId, messageId).catch(() => 'later' as const));
    if (found === 'later' || isInTheWay()) return;
    wanted.delete(roomId);
    if (found && !found.deleted) return writing.actions.begin(roomId, { kind: 'reply', message: found });
    keep(roomId);
    tell(roomId);
  }

  const stopShowing = writing.subscribe(({ byRoom }, { byRoom: before }) => {
    for (const roomId of new Set([...Object.keys(byRoom), ...Object.keys(before)])) {
      const [now, was] = [byRoom[roomId], before[roomId]];
      if (now === was) continue;
      if (now?.kind === 'reply') wanted.delete(roomId);
      else if (now && was?.kind === 'reply') wanted.set(roomId, was.message.messageId);
      keep(roomId);
      tell(roomId);
      if (!now) void settle(roomId);
    }
  });

  // Tabs share a draft, so they share what it answers.
  const stopHearing = onLocalChanges(beginning, (changed) => {
    for (const roomId of changed === undefined ? localKeys(beginning) : [changed]) want(roomId, kept(roomId));
  });

  return {
    of,
    want,
    /** What was wanted and not shown yet is over: its draft is. */
    forget: (roomId: string) => {
      if (wanted.delete(roomId)) keep(roomId);
    },
    /** What was begun before the page was loaded; where nothing is written, nothing is answered. */
    restore: (isDraft: (roomId: string) => boolean) => {
      for (const roomId of localKeys(beginning)) {
        if (isDraft(roomId)) want(roomId, kept(roomId));
        else keep(roomId);
      }
    },
    /** Looks again for what could not be found. */
    settleAll: () => {
      for (const roomId of wanted.keys()) void settle(roomId);
    },
    stop: () => {
      stopShowing();
      stopHearing();
    },
  };
}
