import type { DraftSave, SharedDraft } from '@chatket/contract';

/**
 * What holds after a device has told what it has. When it knew what held before, its text does. Else both were written
 * beside each other: the newer one holds and the other one can be had back. A device that ends what it has not seen
 * takes nobody's text away.
 */
export function merged(now: SharedDraft | undefined, save: DraftSave): SharedDraft {
  const { roomId, threadId, text, replyToId, at, forgetOther = false } = save;
  const mine: SharedDraft = {
    roomId,
    ...(threadId !== undefined && { threadId }),
    text,
    ...(typeof replyToId === 'string' && { replyToId }),
    at,
    rev: (now?.rev ?? 0) + 1,
  };
  const other = forgetOther ? undefined : now?.other;
  if (!now || save.rev >= now.rev || now.text === '' || now.text === text)
    return { ...mine, ...(other && { other }) };
  // It knew an older one.
  if (text === '') return now;
  if (at < now.at) return { ...now, rev: mine.rev, other: { text, at } };
  return { ...mine, other: { text: now.text, at: now.at } };
}

/** Whether there is anything of it that somebody may want. */
export function isWorthKeeping({ text, other }: SharedDraft): boolean {
  return text !== '' || other !== undefined;
}
