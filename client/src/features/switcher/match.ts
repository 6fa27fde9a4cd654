import { fold } from '@chatket/contract';

/** The items a typed text may mean, the best first; equally good ones keep their order. */
export function matchNames<Item>(
  items: readonly Item[],
  typed: string,
  nameOf: (item: Item) => string,
): Item[] {
  const term = fold(typed);
  if (term === '') return [...items];
  return items
    .map((item) => ({ item, score: scoreOf(fold(nameOf(item)), term) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ item }) => item);
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
