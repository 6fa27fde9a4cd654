import { type Message, revOf } from '@chatket/contract';

/** Enough of a text to tell it from all others: its mark and its version. */
const VERSION_LENGTH = 24;

/** What a message says, as far as the history tells: the mark that names it and, when it was edited, its version. */
export function textKeyOf(text: string): string {
  const [mark = '', version] = text.split(' ', 2);
  return version === undefined ? mark : `${mark} ${version.slice(0, VERSION_LENGTH)}`;
}

/** What an edit has made of a message; empty for a text as it was written first. */
export function versionOf(text: string): string {
  const version = text.split(' ', 2)[1] ?? '';
  return version.startsWith('~') ? version : '';
}

interface Parts {
  rev: number;
  id: string;
  text: string;
  isEdited: boolean;
  deletedBy: string | undefined;
  /** In the order in which they are told. */
  reactions: { emoji: string; users: string[] }[];
  pinnedBy?: string | undefined;
  quote: { id: string; rev: number; text: string; isDeleted: boolean } | undefined;
  /** In their order: what is sent with it, and what pages say that it links to. */
  files?: readonly { id: string; alt?: string | null }[] | undefined;
  previews?: readonly { url: string; title: string }[] | undefined;
}

/** A message in one line: two are the same if and only if their lines are. */
export function lineOf(parts: Parts): string {
  const { rev, id, text, isEdited, deletedBy, reactions, pinnedBy, quote, files = [], previews = [] } = parts;
  return [
    rev,
    shortId(id),
    textKeyOf(text),
    [isEdited ? ['edited'] : [], pinnedBy === undefined ? [] : [`pinned by ${shortId(pinnedBy)}`]]
      .flat()
      .join(' '),
    deletedBy === undefined ? '' : `deleted by ${shortId(deletedBy)}`,
    reactions.map(({ emoji, users }) => `${emoji} ${users.map(shortId).join(',')}`).join(';'),
    quote &&
      [shortId(quote.id), quote.rev, textKeyOf(quote.text), quote.isDeleted ? 'deleted' : ''].join(' '),
    files.map((file) => `${shortId(file.id)} ${file.alt ?? ''}`).join(';'),
    previews.map(({ url, title }) => `${url} ${title}`).join(';'),
  ].join('|');
}

/** The line of a message as it is on the wire. */
export function stateOf(message: Message): string {
  const {
    messageId,
    text,
    editedAt,
    deleted,
    reactions = [],
    pinned,
    replyTo,
    attachments,
    previews,
  } = message;
  return lineOf({
    rev: revOf(message),
    id: messageId,
    text,
    isEdited: editedAt !== undefined,
    deletedBy: deleted?.by.id,
    reactions: reactions.map(({ emoji, users }) => ({ emoji, users: users.map(({ id }) => id) })),
    pinnedBy: pinned?.by.id,
    quote: replyTo && { ...replyTo, isDeleted: replyTo.isDeleted ?? false },
    files: attachments,
    previews,
  });
}

/** The last twelve digits of an id: enough for a run. */
export function shortId(id: string): string {
  return id.slice(-12);
}
