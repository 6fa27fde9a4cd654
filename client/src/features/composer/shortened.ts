/** A placeholder cannot end in an ellipsis by itself. */
export function shortened(name: string, max: number): string {
  const characters = [...name];
  return characters.length > max ? `${characters.slice(0, max).join('').trim()}…` : name;
}
