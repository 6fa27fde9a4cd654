const CJK = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}`;
const LABEL = String.raw`(?:(?![${CJK}])[\p{L}\p{N}\p{M}-]){1,63}`;
const DOMAIN = new RegExp(String.raw`${LABEL}(?:\.${LABEL}){1,8}`, 'uy');
const TOP = /\.(?:xn--[a-z\d-]+|[\p{L}\p{M}]{2,})$/iu;
/** The rest of the name of something else: a repository's, another user's, a page's. */
const GOES_ON = /^(?::[^\s*_~]|\.[\p{L}\p{N}]|[/@\\])/u;
/** The name and password of an address of another kind. */
const IS_INSIDE = /:\/\/\S*$/u;
const NEAR = 100;

/** @returns where a mail address ends whose domain begins at `domain`: at `from` when it is none */
export function mailEnd(text: string, { from, domain }: { from: number; domain: number }) {
  DOMAIN.lastIndex = domain;
  const name = DOMAIN.exec(text)?.[0].replace(/-+$/u, '') ?? '';
  const to = domain + name.length;
  const isMail =
    TOP.test(name) &&
    !GOES_ON.test(text.slice(to, to + 2)) &&
    !IS_INSIDE.test(text.slice(Math.max(0, from - NEAR), from));
  return { to: isMail ? to : from, scanned: to };
}
