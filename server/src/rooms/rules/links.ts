import { domainToASCII } from 'node:url';

const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;
/** The full stops of other scripts, which browsers take for dots. */
const DOTS = /[\u3002\uFF0E\uFF61]/g;
const ESCAPED = /%[0-7][\da-f]/g;
/** What no name of a host holds; scripts without spaces end one, as they end an address. */
const BETWEEN_HOSTS =
  /[^\p{L}\p{N}\p{M}.-]|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const BETWEEN_IDN_HOSTS = /[^\p{L}\p{N}\p{M}.-]/u;
/** With a scheme, with www, or a domain with a path behind it. */
const LINK = /[a-z\d]:\/\/|(?<![a-z\d])www\.[\p{L}\p{N}]|[\p{L}\p{N}]\.\p{L}{2,24}\//u;
const ASCII = /^[\0-\x7F]*$/;
const LABEL = /^(?!-)[\p{L}\p{N}\p{M}-]{1,63}(?<!-)$/u;
const HOST_MAX = 253;

/** Whether a text leads anywhere: wider than what the client makes links of, as other clients may. */
export function hasLink(text: string): boolean {
  return LINK.test(plain(text));
}

/**
 * Whatever in a text could be the name of a host, with or without an address around it, in ASCII. In `user@host`, behind
 * escapes and in the writings that browsers accept it is found too.
 */
export function hostsIn(text: string): string[] {
  const written = plain(text);
  const parts = [...written.split(BETWEEN_HOSTS)];
  if (!ASCII.test(written)) parts.push(...written.split(BETWEEN_IDN_HOSTS));
  return [...new Set(parts)].flatMap((part) => asciiHost(part) ?? []);
}

/** The name of a host as it is compared; undefined for what is none. */
export function asciiHost(written: string): string | undefined {
  const labels = plain(written).split('.').filter(Boolean);
  if (labels.length < 2 || written.length > HOST_MAX || !labels.every((label) => LABEL.test(label)))
    return undefined;
  const host = labels.join('.');
  return (ASCII.test(host) ? host : domainToASCII(host)) || undefined;
}

/** The host itself and all above it that a rule can name: `a.b.example` is under `b.example`. */
export function domainsOf(host: string): string[] {
  const labels = host.split('.');
  return labels.slice(0, -1).map((_, from) => labels.slice(from).join('.'));
}

function plain(text: string): string {
  const written = text.normalize('NFKC').replace(DOTS, '.').replace(IGNORABLE, '').toLowerCase();
  return written.replace(ESCAPED, (escape) => decodeURIComponent(escape)).toLowerCase();
}
