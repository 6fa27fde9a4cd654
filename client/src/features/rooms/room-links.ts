import { codePartsOf } from '@chatket/contract';
import { findAddresses } from '@chatket/contract/links';

/** A room of this server that a text links to, and perhaps one message in it. */
export interface RoomLink {
  roomId: string;
  messageId?: string;
}

const PLACE = /^\/rooms\/(?<roomId>[\da-f-]{36})(?:\/m\/(?<messageId>[\da-f-]{36}))?\/?$/i;
/** As many as links to elsewhere have previews. */
const MOST = 3;

/**
 * The first links of a text to rooms of this server, no place twice: not what is code or stands between angle brackets.
 * @param origin of this server, as this browser calls it
 */
export function roomLinksIn(text: string, origin: string): RoomLink[] {
  const code = codePartsOf(text);
  const links = new Map<string, RoomLink>();
  for (const { from, href } of findAddresses(text)) {
    const isCode = code.some(([begin, end]) => from >= begin && from < end);
    if (isCode || text[from - 1] === '<' || links.size === MOST) continue;
    const url = new URL(href);
    const { roomId, messageId } = PLACE.exec(url.pathname)?.groups ?? {};
    if (url.origin !== origin || roomId === undefined) continue;
    const link = { roomId: roomId.toLowerCase(), ...(messageId && { messageId: messageId.toLowerCase() }) };
    links.set(Object.values(link).join(), link);
  }
  return [...links.values()];
}
