const CLOCK = { hour: 'numeric', minute: '2-digit' } as const;
const DAY = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;

/** A moment by the clock of a zone, with the day of the week where asked; nothing where this browser does not know the zone. */
export function clockIn(
  timeZone: string,
  at: Date,
  { language, withDay = false }: { language: string; withDay?: boolean },
): string | undefined {
  try {
    return new Intl.DateTimeFormat(language === 'pseudo' ? 'en' : language, {
      timeZone,
      ...CLOCK,
      ...(withDay && { weekday: 'short' }),
    }).format(at);
  } catch {
    return undefined;
  }
}

/** The same where that clock shows something else than mine, with the day where that is another one. */
export function otherClockIn(
  timeZone: string,
  at: Date,
  { language, mine }: { language: string; mine?: string | undefined },
): string | undefined {
  const isSame = (options: Intl.DateTimeFormatOptions) => {
    const by = (zone: string | undefined) =>
      new Intl.DateTimeFormat('en', { ...options, timeZone: zone }).format(at);
    return by(timeZone) === by(mine);
  };
  try {
    if (isSame({ ...DAY, ...CLOCK })) return undefined;
    return clockIn(timeZone, at, { language, withDay: !isSame(DAY) });
  } catch {
    return undefined;
  }
}
