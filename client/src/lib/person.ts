import type { PresenceKind, PresenceStatus } from '@chatket/contract';

/** How somebody appears. Only I know that I am invisible. */
export type Appearance = PresenceStatus | PresenceKind | 'invisible';

const HUES = 12;
const TONES = 3;

/** How a person's avatar is coloured: an angle of hue, and one of three tones from pale to deep. */
export interface Look {
  hue: number;
  tone: number;
}

/** Who has which look, for each pair of initials: `AL 17` belongs to the first who came with it. */
const taken = new Map<string, string>();
const looks = new Map<string, Look>();

/**
 * One of 36 looks, by the person's id (FNV-1a). Two people with the same initials never share one on this page: the
 * second gets the next that is free.
 */
export function lookOf({ id, username }: { id: string; username: string }): Look {
  const known = looks.get(id);
  if (known) return known;
  const initials = initialsOf(username);
  const wanted = hashOf(id) % (HUES * TONES);
  let place = wanted;
  // Steps of 7 meet every place and lead far away in hue.
  for (let tries = 0; tries < HUES * TONES && taken.has(`${initials} ${place}`); tries += 1)
    place = (place + 7) % (HUES * TONES);
  taken.set(`${initials} ${place}`, id);
  const look = { hue: (place % HUES) * (360 / HUES) + 10, tone: Math.floor(place / HUES) };
  looks.set(id, look);
  return look;
}

/** One or two letters that stand for a name: `anna.berg` becomes `AB`, and `anna.van.berg` as well. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/u).filter(Boolean);
  const [first, last] = [words[0] ?? '?', words.at(-1)];
  const letters = words.length > 1 ? [firstCharacter(first), firstCharacter(last)] : [...first].slice(0, 2);
  return letters.join('').toUpperCase();
}

function firstCharacter(text = ''): string {
  return [...text][0] ?? '';
}

function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1)
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
