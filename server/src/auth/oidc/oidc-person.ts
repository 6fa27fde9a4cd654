import { LIMITS, normalizeUsername, usernameProblem } from '@chatket/contract';
import { addressKey } from '../mail/address.js';

const SIGNS = '._-';

/** What a provider says of somebody, as far as it is used. */
export interface OidcPerson {
  issuer: string;
  /** By which the provider always knows them. */
  sub: string;
  /** Their session there. */
  sid: string | undefined;
  /** When they last proved there who they are, in ms since the epoch. */
  authAt: number | undefined;
  /** A mail address that the provider has verified, as addresses are compared. */
  address: string | undefined;
  /** How they are called there. */
  label: string;
  /** Names for a new account, the best first; all of them can be names. */
  names: string[];
  groups: string[];
}

const ID_MAX = 255;
const LABEL_MAX = 254;
const FALLBACK = 'person';

/** @returns undefined where the provider says nobody that can be kept */
export function readPerson(
  claims: Readonly<Record<string, unknown>>,
  { issuer, groupsClaim }: { issuer: string; groupsClaim: string },
): OidcPerson | undefined {
  const { sub, sid, email, email_verified: isVerified, preferred_username: preferred, name } = claims;
  const isGood = (value: unknown): value is string =>
    typeof value === 'string' && value !== '' && value.length <= ID_MAX;
  if (!isGood(sub)) return undefined;
  const typed = typeof email === 'string' ? email : undefined;
  // Some write it as a text.
  const isProven = isVerified === true || isVerified === 'true';
  return {
    ...{ issuer, sub, sid: isGood(sid) ? sid : undefined },
    authAt: typeof claims.auth_time === 'number' ? claims.auth_time * 1_000 : undefined,
    address: isProven && typed !== undefined ? addressKey(typed) : undefined,
    label: labelOf([typed, preferred, name, sub]),
    names: [preferred, typed, name].flatMap(namesFrom).concat(FALLBACK),
    groups: groupsIn(claims, groupsClaim),
  };
}

/** Names that were taken from another one that is not free: with 2, 3 … behind. */
export function nameWith(name: string, number: number): string {
  const end = number < 2 ? '' : `-${String(number)}`;
  return name.slice(0, LIMITS.usernameMax - end.length) + end;
}

function labelOf(texts: unknown[]): string {
  const text = texts.find((each) => typeof each === 'string' && each.trim() !== '');
  return String(text)
    .replace(/\p{Cc}/gu, '')
    .slice(0, LABEL_MAX);
}

/** What of a name or an address can be a name here. */
function namesFrom(text: unknown): string[] {
  if (typeof text !== 'string') return [];
  const [local = ''] = text.slice(0, LABEL_MAX).split('@');
  const name = trimmed(
    trimmed(normalizeUsername(local).replace(/[^a-z0-9_.-]+/g, '-')).slice(0, LIMITS.usernameMax),
  );
  return usernameProblem(name) === undefined ? [name] : [];
}

/** A claim may be named as it is, or by the way into objects. */
function groupsIn(claims: Readonly<Record<string, unknown>>, path: string): string[] {
  let found: unknown = claims[path];
  if (found === undefined) {
    found = claims;
    for (const step of path.split('.'))
      found = Object.entries(Object(found) as Record<string, unknown>).find(([key]) => key === step)?.[1];
  }
  const list: unknown[] = Array.isArray(found) ? found : [found];
  return list.filter((group): group is string => typeof group === 'string');
}

/** Without signs at its ends. */
function trimmed(name: string): string {
  let [start, end] = [0, name.length];
  while (start < end && SIGNS.includes(name.charAt(start))) start += 1;
  while (end > start && SIGNS.includes(name.charAt(end - 1))) end -= 1;
  return name.slice(start, end);
}
