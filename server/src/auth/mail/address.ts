import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';

const ADDRESS_MAX = 254;
const LOCAL_MAX = 64;
/** What mail servers take without quotes. */
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** No name begins with it. */
const MARK = '@';
const DIGEST_LENGTH = 31;

/**
 * The form by which addresses are compared and written to: lower case, the domain in ASCII.
 * @returns undefined for what is no address, or none that every mail server takes
 */
export function addressKey(value: string): string | undefined {
  const text = value.normalize('NFKC').trim().toLowerCase();
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const domain = domainToASCII(text.slice(at + 1));
  const labels = domain.split('.');
  const isGood =
    at > 0 &&
    local.length <= LOCAL_MAX &&
    LOCAL.test(local) &&
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '');
  const key = `${local}@${domain}`;
  return isGood && key.length <= ADDRESS_MAX ? key : undefined;
}

/** Under which the codes of an address are kept, whether or not somebody has it. */
export function loginClaim(key: string): string {
  return claim('login', key);
}

/** Under which the codes are kept by which somebody shows that an address is theirs. */
export function addressClaim(userId: string, key: string): string {
  return claim(`address ${userId}`, key);
}

function claim(purpose: string, key: string): string {
  const digest = createHash('sha256').update(`${purpose} ${key}`).digest('base64url');
  return MARK + digest.slice(0, DIGEST_LENGTH);
}
