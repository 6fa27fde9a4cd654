const MAIL = /^(?:mailto:)?[^\s@?&/:]{1,64}@[^\s@?&/:]{1,255}$/iu;
const BARE = /^www\./iu;

/**
 * Where an address leads, as browsers understand it, the host in its ASCII form. Only the web and mail; nothing that
 * carries a user name before its host, which reads as if it led to that name.
 */
export function safeHref(address: string): string | undefined {
  if (MAIL.test(address)) return `mailto:${address.replace(/^mailto:/iu, '')}`;
  const written = BARE.test(address) ? `https://${address}` : address;
  // A backslash counts as a slash there, and a missing slash as written: both read as another address.
  if (!/^https?:\/\/[^/\\]/iu.test(written)) return undefined;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (!url || url.username || url.password) return undefined;
  return url.href;
}
