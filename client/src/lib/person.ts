const HUES = 12;

/** One of twelve hue angles, always the same for the same id (FNV-1a). */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return ((hash >>> 0) % HUES) * (360 / HUES) + 10;
}

/** One or two letters that stand for a name: `anna.berg` becomes `AB`. */
export function initialsOf(name: string): string {
  const [first, second] = name.split(/[\s._-]+/u).filter(Boolean);
  const letters = second ? [firstCharacter(first), firstCharacter(second)] : [...(first ?? '?')].slice(0, 2);
  return letters.join('').toUpperCase();
}

function firstCharacter(text = ''): string {
  return [...text][0] ?? '';
}
