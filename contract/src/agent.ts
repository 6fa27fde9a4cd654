/** What a client is called and what it runs on, in the names that people know; undefined for what is not known. */
export interface Agent {
  client: string | undefined;
  system: string | undefined;
}

/** In this order: browsers also name those that they want to be taken for. */
const CLIENTS = [
  ['Edg', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['Vivaldi/', 'Vivaldi'],
  ['Firefox/', 'Firefox'],
  ['FxiOS/', 'Firefox'],
  ['CriOS/', 'Chrome'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const SYSTEMS = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['CrOS', 'ChromeOS'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const;
const NAME_MAX = 40;

/** Reads what a client calls itself (`User-Agent`). */
export function agentOf(text: string): Agent {
  const named = (names: readonly (readonly [string, string])[]) =>
    names.find(([mark]) => text.includes(mark))?.[1];
  const isBrowser = text.startsWith('Mozilla/');
  // Programs begin with their own name.
  const own = text.split(/[/ ]/)[0]?.slice(0, NAME_MAX);
  return { client: isBrowser ? named(CLIENTS) : own || undefined, system: named(SYSTEMS) };
}
