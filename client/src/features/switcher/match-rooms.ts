import type { Room } from '@chatket/contract';

/** The rooms a typed text may mean, the best first; equally good ones keep their order. */
export function matchRooms(rooms: readonly Room[], typed: string): Room[] {
  const term = fold(typed.trim());
  if (term === '') return [...rooms];
  return rooms
    .map((room) => ({ room, score: scoreOf(fold(room.name), term) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ room }) => room);
}

function scoreOf(name: string, term: string): number {
  if (name.startsWith(term)) return 4;
  if (name.split(/[\s._-]+/u).some((word) => word.startsWith(term))) return 3;
  if (name.includes(term)) return 2;
  return hasInOrder(name, term) ? 1 : 0;
}

function hasInOrder(name: string, term: string): boolean {
  let place = 0;
  for (const character of name) if (character === term[place]) place += 1;
  return place === term.length;
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
