import type { UserRef } from '@chatket/contract';
import type { TimeFormats } from '../../i18n';
import { dayKey } from '../../lib';
import type { Row } from './rows';

/** What somebody said, as it is copied. */
interface Said {
  name: string;
  at: Date;
  text: string;
}

/** The messages among some rows; the unsent ones are mine. */
export function saidIn(rows: readonly Row[], me: UserRef): Said[] {
  return rows.flatMap((row) => {
    if (row.kind === 'pending')
      return [{ name: me.username, at: new Date(row.item.order), text: row.item.text }];
    if (row.kind !== 'message' || row.message.deleted) return [];
    const { sender, createdAt, text } = row.message;
    return [{ name: sender.username, at: new Date(createdAt), text }];
  });
}

/** `name, time, text`, message by message; with their dates when they are of several days. */
export function transcriptOf(said: readonly Said[], time: TimeFormats): { plain: string; html: string } {
  const isOneDay = new Set(said.map(({ at }) => dayKey(at))).size < 2;
  const lines = said.map(({ name, at, text }) => ({
    name,
    at: isOneDay ? time.clock(at) : time.full(at),
    text,
  }));
  return {
    plain: lines.map(({ name, at, text }) => `${name}, ${at}, ${text}`).join('\n'),
    html: lines
      .map(({ name, at, text }) => `<p><b>${escaped(name)}</b>, ${escaped(at)}, ${withBreaks(text)}</p>`)
      .join(''),
  };
}

function withBreaks(text: string): string {
  return escaped(text).replaceAll('\n', '<br>');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, (sign) => `&#${String(sign.charCodeAt(0))};`);
}
