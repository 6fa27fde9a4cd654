const LINKS = ['http://', 'https://', 'mailto:'];
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>' };
/** What one can say to all, in the words of both. */
const TO_ALL: Record<string, string> = { here: '@here', channel: '@all', everyone: '@all' };

/**
 * A text with Slack's marks as the same text with ours: `<address|words>`, names in angles, and `&amp;`, `&lt;`, `&gt;`.
 * See https://api.slack.com/reference/surfaces/formatting
 */
export function fromSlackText(text: string): string {
  return text.replace(/<([^<>\n]*)>|&(amp|lt|gt);/g, (whole, inside: string | undefined, entity?: string) =>
    entity === undefined ? (inside === undefined ? whole : fromAngles(inside)) : (ENTITIES[entity] ?? whole),
  );
}

function fromAngles(inside: string): string {
  const at = inside.indexOf('|');
  const target = decoded(at === -1 ? inside : inside.slice(0, at));
  const words = at === -1 ? '' : decoded(inside.slice(at + 1)).trim();
  if (target.startsWith('!')) return TO_ALL[target.slice(1)] ?? words;
  if (target.startsWith('@') || target.startsWith('#'))
    return `${target.charAt(0)}${words || target.slice(1)}`;
  if (!LINKS.some((start) => target.startsWith(start))) return `<${decoded(inside)}>`;
  return linkTo(target, words);
}

/** A link in our marks; what could end one of its parts early is left out of the words, or written as an address may be. */
export function linkTo(target: string, words: string): string {
  const address = target.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll(' ', '%20');
  const label = words.replace(/[[\]\n]/g, ' ').trim();
  return label === '' || label === target ? target : `[${label}](${address})`;
}

function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (whole, entity: string) => ENTITIES[entity] ?? whole);
}
