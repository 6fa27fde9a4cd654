import type { MailDigest } from '@chatket/contract';
import type { MissedCause } from '../notifications/index.js';
import type { MailLanguage, MailText } from '../auth/index.js';
import { inWords } from '../chat/message/index.js';
import { Html, html } from '../common/index.js';
import { DIGEST_TEXTS, type DigestTexts } from './digest-texts.js';
import type { Told } from './digests.repository.js';

/** So much of a room, and of so many rooms, stands in a mail. */
const IN_ROOM = 5;
const ROOMS = 10;
const TEXT_MAX = 180;

export type DigestItem = Told & { because: MissedCause };

export interface Digest {
  language: MailLanguage;
  username: string;
  /** What the server is called, and where it is opened. */
  server: string;
  origin: string;
  /** At least one, the newest first. */
  items: readonly DigestItem[];
  /** How much of them the server lets out. */
  content: 'full' | 'sender' | 'none' | 'off';
  mailDigest: MailDigest;
  unsubscribe: string;
}

interface Line {
  told: string;
  text: string;
  link: string;
}

interface Part {
  title: string;
  lines: Line[];
  more: number;
}

/** The mail of what somebody has missed. */
export function digestMail(digest: Digest): MailText {
  const { language, username, server, origin, items, content, mailDigest, unsubscribe } = digest;
  const texts = DIGEST_TEXTS[language];
  const subject = texts.subject(items.length, server);
  const parts = content === 'none' || content === 'off' ? [] : partsOf(digest, texts);
  const intro = parts.length === 0 ? `${subject}.` : texts.hello(username, server);
  const reason = mailDigest === 'never' ? '' : texts.reason[mailDigest];
  return {
    subject,
    text: [
      intro,
      ...parts.map((part) => partAsText(part, texts)),
      `${texts.open}: ${origin}`,
      `${reason} ${texts.settings}\n${texts.unsubscribe}: ${unsubscribe}\n`,
    ].join('\n\n'),
    html: html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="color-scheme" content="light dark" />
        </head>
        <body style="font-family:sans-serif;line-height:1.5;max-width:36em;margin:0 auto;padding:16px">
          <p><bdi>${intro}</bdi></p>
          ${parts.map((part) => partAsHtml(part, texts))}
          <p style="margin:24px 0">
            <a
              href="${origin}"
              style="background:#4f46e5;color:#ffffff;padding:10px 16px;border-radius:8px;text-decoration:none"
              >${texts.open}</a
            >
          </p>
          <p style="font-size:13px;opacity:.7">
            ${reason} ${texts.settings}<br /><a href="${unsubscribe}">${texts.unsubscribe}</a>
          </p>
        </body>
      </html>`.text,
  };
}

/** What was said directly first, then room by room as they come. */
function partsOf({ items, origin, content }: Digest, texts: DigestTexts): Part[] {
  const byTitle = new Map<string, DigestItem[]>();
  for (const item of items) {
    const key = item.room === undefined ? '' : item.roomId;
    byTitle.set(key, [...(byTitle.get(key) ?? []), item]);
  }
  const direct = byTitle.get('');
  byTitle.delete('');
  return [...(direct ? [direct] : []), ...byTitle.values()].slice(0, ROOMS).map((ofPart) => ({
    title: ofPart[0]?.room ?? texts.direct,
    lines: ofPart.slice(0, IN_ROOM).map((item) => lineOf(item, { origin, texts, content })),
    more: Math.max(0, ofPart.length - IN_ROOM),
  }));
}

function lineOf(
  item: DigestItem,
  { origin, texts, content }: Pick<Digest, 'origin' | 'content'> & { texts: DigestTexts },
): Line {
  const { because, sender, unread, roomId, messageId } = item;
  const told = texts.because[because](sender);
  const letters = [...inWords(item).replace(/\s+/g, ' ')];
  return {
    told: unread > 1 ? `${told} (${texts.unread(unread)})` : told,
    text:
      content !== 'full' ? '' : letters.slice(0, TEXT_MAX).join('') + (letters.length > TEXT_MAX ? '…' : ''),
    link: `${origin}/rooms/${roomId}/m/${messageId}`,
  };
}

function partAsText({ title, lines, more }: Part, texts: DigestTexts): string {
  return [
    title,
    ...lines.map(({ told, text, link }) => [`- ${told}`, ...(text && [`  ${text}`]), `  ${link}`].join('\n')),
    ...(more > 0 ? [`  ${texts.more(more)}`] : []),
  ].join('\n');
}

function partAsHtml({ title, lines, more }: Part, texts: DigestTexts): Html {
  const rows = lines.map(
    ({ told, text, link }) =>
      html`<li style="margin:6px 0">
        <a href="${link}"><bdi>${told}</bdi></a
        >${text === '' ? new Html('') : html`<br /><span style="opacity:.8" dir="auto">${text}</span>`}
      </li>`,
  );
  return html`<h2 style="font-size:16px;margin:20px 0 4px" dir="auto">${title}</h2>
    <ul style="margin:0;padding-left:20px">
      ${rows}${more > 0 ? html`<li style="margin:6px 0">${texts.more(more)}</li>` : new Html('')}
    </ul>`;
}
