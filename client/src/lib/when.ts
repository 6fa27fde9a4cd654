const MORNING = '9:00';
/** By what it adds: minutes, or days of the calendar. */
const UNITS: readonly { names: readonly string[]; minutes?: number; days?: number }[] = [
  { names: ['m', 'min', 'mins', 'minute', 'minutes', 'dk', 'dakika'], minutes: 1 },
  { names: ['h', 'hour', 'hours', 'sa', 'saat'], minutes: 60 },
  { names: ['d', 'day', 'days', 'g', 'gün'], days: 1 },
  { names: ['w', 'week', 'weeks', 'hafta'], days: 7 },
];
/** From Sunday on, as `Date` counts. */
const DAYS: readonly (readonly string[])[] = [
  ['sunday', 'pazar'],
  ['monday', 'pazartesi'],
  ['tuesday', 'salı'],
  ['wednesday', 'çarşamba'],
  ['thursday', 'perşembe'],
  ['friday', 'cuma'],
  ['saturday', 'cumartesi'],
];
const TOMORROW = ['tomorrow', 'yarın'];

export interface When {
  at: Date;
  /** What is written behind it. */
  rest: string;
}

/**
 * The time with which a text begins, in the time zone of this device: a span (`20`, `20m`, `2 saat`), a time of the day
 * (`14:30`: the next one), or a day (`tomorrow`, `cuma 14:30`; in the morning, where nothing else is said).
 */
export function whenIn(text: string, now: Date): When | undefined {
  const words = text.split(/\s/u).filter((word) => word !== '');
  if (isOneOf(['in'], words[0])) words.shift();
  const found = spanIn(words, now) ?? clockIn(words, now) ?? dayIn(words, now);
  return found && { at: found.at, rest: words.slice(found.length).join(' ') };
}

/** A time, and of how many words it is. */
type Found = { at: Date; length: number } | undefined;

function spanIn([first = '', second]: readonly string[], now: Date): Found {
  const [, count, written] = /^(\d{1,4})(\p{L}*)$/u.exec(first) ?? [];
  if (count === undefined || Number(count) === 0) return undefined;
  const apart = written === '' ? unitNamed(second) : undefined;
  const unit = apart ?? unitNamed(written === '' ? 'm' : written);
  if (!unit) return undefined;
  const at = new Date(now);
  at.setDate(at.getDate() + Number(count) * (unit.days ?? 0));
  at.setTime(at.getTime() + Number(count) * (unit.minutes ?? 0) * 60_000);
  return { at, length: apart ? 2 : 1 };
}

function clockIn([first]: readonly string[], now: Date): Found {
  const today = onDay(now, 0, first);
  const at = today && today <= now ? onDay(now, 1, first) : today;
  return at && { at, length: 1 };
}

function dayIn([first, second]: readonly string[], now: Date): Found {
  const day = DAYS.findIndex((names) => isOneOf(names, first));
  if (day < 0 && !isOneOf(TOMORROW, first)) return undefined;
  // The next one: today is not meant by its own name.
  const days = day < 0 ? 1 : ((day + 6 - now.getDay()) % 7) + 1;
  const at = onDay(now, days, second);
  return at ? { at, length: 2 } : { at: onDay(now, days, MORNING) ?? now, length: 1 };
}

/** @param clock as `14:30` */
function onDay(now: Date, days: number, clock = ''): Date | undefined {
  const [, hours, minutes] = /^(\d{1,2})[:.](\d\d)$/u.exec(clock) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, Number(hours), Number(minutes));
}

const unitNamed = (word?: string) => UNITS.find(({ names }) => isOneOf(names, word));

/** However it is written: with capitals, and with the letters of Turkish. */
function isOneOf(names: readonly string[], word = ''): boolean {
  return names.includes(word.toLowerCase()) || names.includes(word.toLocaleLowerCase('tr'));
}
