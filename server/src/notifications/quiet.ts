import { LRUCache } from 'lru-cache';
import type { NoticeSettings, QuietHours } from '@chatket/contract';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** A clock of a zone is dear to make. */
const clocks = new LRUCache<string, Intl.DateTimeFormat>({
  max: 200,
  memoMethod: (timeZone) =>
    new Intl.DateTimeFormat('en', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
});

/**
 * Whether somebody does not want to be disturbed at a moment.
 * @param now in ms since the epoch
 */
export function isQuiet(
  { quietUntil, quietHours, zone }: Pick<NoticeSettings, 'quietUntil' | 'quietHours' | 'zone'>,
  now: number,
): boolean {
  if (quietUntil !== null && Date.parse(quietUntil) > now) return true;
  return quietHours !== null && isWithin(quietHours, localTime(zone, now));
}

/** Hours that end earlier than they begin belong to the day on which they begin; those of equal ends are a whole day. */
function isWithin({ from, to, days }: QuietHours, { day, time }: { day: number; time: string }): boolean {
  if (from < to) return days.includes(day) && time >= from && time < to;
  const yesterday = day === 1 ? 7 : day - 1;
  return (days.includes(day) && time >= from) || (days.includes(yesterday) && time < to);
}

/** The day of the week, 1 for Monday, and the time as `22:05`. */
function localTime(zone: string, now: number): { day: number; time: string } {
  const parts = clocks.memo(zone).formatToParts(now);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return { day: DAYS.indexOf(of('weekday')) + 1, time: `${of('hour')}:${of('minute')}` };
}
