import { type Attachment, type DraftSave, FILE_LIMITS, type SharedDraft } from '@chatket/contract';

/** What a device has told, with its files as they are. */
export type ToldDraft = Omit<DraftSave, 'attachments'> & { attachments?: Attachment[] | undefined };

/** A device that says more has made it up: it is not followed, so that there is always a next one. */
const REV_BELIEVED_MAX = 1_000_000_000;

/**
 * What holds after a device has told what it has. When it knew what held before, its text does. Else both were written
 * beside each other: the newer one holds and the other one can be had back, and the files of both go with it. A device that
 * ends what it has not seen takes nobody's text and nobody's files away. What a device knows of is over, also where it is not known
 * here: another process had it, or it was forgotten.
 */
export function merged(now: SharedDraft | undefined, save: ToldDraft): SharedDraft {
  const { roomId, threadId, text, replyToId, at, forgetOther = false } = save;
  const { attachments = text === '' ? [] : now?.attachments } = save;
  const mine: SharedDraft = {
    roomId,
    ...(threadId !== undefined && { threadId }),
    text,
    ...(typeof replyToId === 'string' && { replyToId }),
    ...(attachments && attachments.length > 0 && { attachments }),
    at,
    rev: Math.max(now?.rev ?? 0, Math.min(save.rev, REV_BELIEVED_MAX)) + 1,
  };
  const other = forgetOther ? undefined : now?.other;
  if (!now || save.rev >= now.rev || isEmpty(now)) return { ...mine, ...(other && { other }) };
  // It knew an older one.
  if (isEmpty(mine)) return now;
  const files = filesOfBoth(now, mine);
  if (now.text === text || now.text === '') return { ...mine, ...files, ...(other && { other }) };
  if (text === '') return { ...now, ...files, rev: mine.rev };
  if (at < now.at) return { ...now, ...files, rev: mine.rev, other: { text, at } };
  return { ...mine, ...files, other: { text: now.text, at: now.at } };
}

/** Whether there is anything of it that somebody may want. */
export function isWorthKeeping(draft: SharedDraft): boolean {
  return !isEmpty(draft) || draft.other !== undefined;
}

function isEmpty({ text, attachments = [] }: SharedDraft): boolean {
  return text === '' && attachments.length === 0;
}

function filesOfBoth(now: SharedDraft, mine: SharedDraft): Pick<SharedDraft, 'attachments'> {
  const all = new Map(
    [...(now.attachments ?? []), ...(mine.attachments ?? [])].map((file) => [file.id, file]),
  );
  return all.size === 0 ? {} : { attachments: [...all.values()].slice(0, FILE_LIMITS.perMessage) };
}
