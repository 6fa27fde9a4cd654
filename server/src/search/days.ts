const DAY_MS = 24 * 60 * 60 * 1_000;

/** A stretch of time: from a moment on, and before another. */
export interface Span {
  from?: Date;
  until?: Date;
}

/** The days of a search as moments. @param zone an IANA time zone: whose days they are */
export function spanOf(
  { before, after, on }: { before?: string; after?: string; on?: string },
  zone: string,
): Span {
  const starts = [after && beginningOf(nextDay(after), zone), on && beginningOf(on, zone)].filter(isDate);
  const ends = [before && beginningOf(before, zone), on && beginningOf(nextDay(on), zone)].filter(isDate);
  return {
    ...(starts.length > 0 && { from: new Date(Math.max(...starts.map(Number))) }),
    ...(ends.length > 0 && { until: new Date(Math.min(...ends.map(Number))) }),
  };
}

/** The first moment of a day: midnight as UTC has it, moved by how far the zone is from UTC about then. */
function beginningOf(day: string, zone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const first = midnight - offsetAt(midnight, zone);
  return new Date(midnight - offsetAt(first, zone));
}

/** How much later a zone's clocks are than UTC's, in ms. */
function offsetAt(moment: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return local - Math.floor(moment / 1_000) * 1_000;
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

function isDate(value: Date | '' | undefined): value is Date {
  return value instanceof Date;
}
