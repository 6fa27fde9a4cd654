import { safeHref } from '../links/index.js';

const SCHEME = /^[a-z][a-z\d+.-]*:\/\//iu;
const NAME = /^(?:[\p{L}\p{N}\p{M}_-]+\.)+(?:xn--[a-z\d-]+|\p{L}{2,})$/iu;
const NUMBERS = /^\d{1,3}(?:\.\d{1,3}){3}$/u;
/** Ends of names of files, which few take for those of addresses. */
const FILES =
  /\.(?:[cm]?[jt]sx?|json|md|txt|pdf|py|rb|rs|go|sh|css|html?|ya?ml|xml|csv|png|jpe?g|svg|sql|java)$/iu;
const INVISIBLE = /[\p{Cf}\p{DI}]/gu;
const DOTS = /[。．｡․]/gu;
const SLASHES = /[⁄∕⧸]/gu;

/**
 * Whether a name reads as an address of another place than the one its link leads to. A part of the place that is named
 * ("a.example" for docs.a.example) is no other place.
 */
export function isMisleading(name: string, href: string): boolean {
  const read = name.replace(INVISIBLE, '').replace(DOTS, '.').replace(SLASHES, '/').normalize('NFKC');
  const real = placeOf(href);
  return read
    .split(/[\s()[\]{}<>"'“”„‘’«»|,;]+/u)
    .map(addressIn)
    .some((place) => place !== undefined && place !== real && !real.endsWith(`.${place}`));
}

function addressIn(word: string): string | undefined {
  const address = word.replace(/^[.:!?*_~-]+|(?<![.:!?*_~-])[.:!?*_~-]+$/gu, '');
  if (SCHEME.test(address)) return placeOf(address);
  if (address.includes('@'))
    return NAME.test(address.slice(address.lastIndexOf('@') + 1)) ? placeOf(address) : undefined;
  const [host = ''] = address.split(/[/?#:]/u);
  const isPage = /[/?#:]/u.test(address);
  if (!NUMBERS.test(host) && (!NAME.test(host) || (FILES.test(host) && !isPage))) return undefined;
  return placeOf(`https://${address}`);
}

/** The host in its ASCII form, or the mail address, as it was meant. */
function placeOf(address: string): string {
  const mail = /^(?:mailto:)?([^\s@/]+@[^\s@/]+)$/iu.exec(address)?.[1];
  if (mail !== undefined) return mail.toLowerCase();
  const host = URL.canParse(safeHref(address) ?? address) ? new URL(address).host : address;
  return host.toLowerCase().replace(/^www\./u, '');
}
