const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' });

/** `14:05` in the reader's time zone. */
export function formatClock(at: Date): string {
  return clock.format(at);
}

/** The whole date and time, for tooltips and screen readers. */
export function formatFull(at: Date): string {
  return full.format(at);
}

/** `14:05` today, `Yesterday 09:12`, `12 Mar`, and with the year when it is another one. */
export function formatMoment(at: Date, now: Date): string {
  switch (daysBetween(at, now)) {
    case 0:
      return clock.format(at);
    case 1:
      return `Yesterday ${clock.format(at)}`;
    default:
      return at.getFullYear() === now.getFullYear() ? dayMonth.format(at) : dayMonthYear.format(at);
  }
}

/** The label of a day line: `Today`, `Yesterday`, `Thursday 12 March`, `12 Mar 2024`. */
export function formatDay(at: Date, now: Date): string {
  switch (daysBetween(at, now)) {
    case 0:
      return 'Today';
    case 1:
      return 'Yesterday';
    default:
      return at.getFullYear() === now.getFullYear() ? weekday.format(at) : dayMonthYear.format(at);
  }
}

/** Names the calendar day of a moment in the reader's time zone; equal for two moments of one day. */
export function dayKey(at: Date): string {
  return `${at.getFullYear()}-${at.getMonth() + 1}-${at.getDate()}`;
}

/** `0:23`, or `1:04:30` from an hour on. Never negative. */
export function formatCountdown(remainingMs: number): string {
  const seconds = Math.max(0, Math.ceil(remainingMs / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const tail = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

function daysBetween(at: Date, now: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(now) - midnight(at)) / 86_400_000);
}
