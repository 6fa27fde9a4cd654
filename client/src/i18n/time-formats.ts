import type { Translate } from './messages';

/** How hours are counted; `undefined` as is usual in the region. */
export type HourCycle = 'h12' | 'h23' | undefined;

export interface TimeFormats {
  /** `14:05` or `2:05 pm` in the reader's time zone. */
  clock: (at: Date) => string;
  /** The whole date and time, for tooltips and screen readers. */
  full: (at: Date) => string;
  /** `14:05` today, `Yesterday 09:12`, `12 Mar`, and with the year when it is another one. */
  moment: (at: Date, now: Date) => string;
  /** The label of a day line: `Today`, `Yesterday`, `Thursday 12 March`, `12 Mar 2024`. */
  day: (at: Date, now: Date) => string;
}

interface Options {
  /** A BCP 47 tag. */
  locale: string;
  hourCycle: HourCycle;
  t: Translate;
}

/** Dates and times in the words and the order of one language. */
export function createTimeFormats({ locale, hourCycle, t }: Options): TimeFormats {
  const formatter = (options: Intl.DateTimeFormatOptions) => {
    let made: Intl.DateTimeFormat | undefined;
    return (at: Date) => (made ??= new Intl.DateTimeFormat(locale, options)).format(at);
  };
  const cycle = new Intl.DateTimeFormat(locale, { hour: 'numeric', hourCycle }).resolvedOptions().hourCycle;
  // Twelve hours are written without a leading zero.
  const hour = cycle === 'h12' || cycle === 'h11' ? 'numeric' : '2-digit';
  const clock = formatter({ hour, minute: '2-digit', hourCycle });
  const dayMonth = formatter({ day: 'numeric', month: 'short' });
  const dayMonthYear = formatter({ day: 'numeric', month: 'short', year: 'numeric' });
  const weekday = formatter({ weekday: 'long', day: 'numeric', month: 'long' });
  const full = formatter({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour,
    minute: '2-digit',
    hourCycle,
  });
  const isThisYear = (at: Date, now: Date) => at.getFullYear() === now.getFullYear();

  return {
    clock,
    full,
    moment: (at, now) => {
      const days = daysBetween(at, now);
      if (days === 0) return clock(at);
      if (days === 1) return t('time.yesterdayAt', { time: clock(at) });
      return isThisYear(at, now) ? dayMonth(at) : dayMonthYear(at);
    },
    day: (at, now) => {
      const days = daysBetween(at, now);
      if (days === 0) return t('time.today');
      if (days === 1) return t('time.yesterday');
      return isThisYear(at, now) ? weekday(at) : dayMonthYear(at);
    },
  };
}

function daysBetween(at: Date, now: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(now) - midnight(at)) / 86_400_000);
}
