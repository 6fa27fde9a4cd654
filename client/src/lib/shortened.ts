/** For what cannot end in an ellipsis by itself, as placeholders. @param max in code points */
export function shortened(name: string, max: number): string {
  const characters = [...name];
  return characters.length > max ? `${characters.slice(0, max).join('').trim()}…` : name;
}
