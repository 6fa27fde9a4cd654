/** Why a page has no passkeys: it came without https, its address is no name, or the browser knows none. */
export type NoPasskeys = 'insecure' | 'address' | 'unsupported';

/** Why this page has none; undefined where it has. */
export function whyNoPasskeys(): NoPasskeys | undefined {
  if (!window.isSecureContext) return 'insecure';
  if (!('PublicKeyCredential' in window)) return 'unsupported';
  // Passkeys belong to a name: neither to 192.168.1.7 nor to [::1].
  return /^[\d.]+$|^\[/.test(window.location.hostname) ? 'address' : undefined;
}
