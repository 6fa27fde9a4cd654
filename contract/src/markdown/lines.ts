const TAB = 4;

/** How many columns of space a line begins with; tabs reach to every fourth. */
export function indentOf(line: string): number {
  return measure(line, Infinity).columns;
}

/** A line without up to so many columns of the space it begins with. */
export function dedent(line: string, columns: number): string {
  const { characters, columns: taken } = measure(line, columns);
  return ' '.repeat(Math.max(0, taken - columns)) + line.slice(characters);
}

export function isBlank(line: string): boolean {
  return line.trim() === '';
}

function measure(line: string, most: number) {
  let [characters, columns] = [0, 0];
  while (columns < most && (line[characters] === ' ' || line[characters] === '\t')) {
    columns += line[characters] === '\t' ? TAB - (columns % TAB) : 1;
    characters += 1;
  }
  return { characters, columns };
}
