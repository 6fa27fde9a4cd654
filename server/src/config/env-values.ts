import { isIP } from 'node:net';
import { type AuthMethod, normalizeUsername, usernameProblem } from '@chatket/contract';
import { z } from 'zod';

/** Timers of Node hold no longer time: a longer one would ring at once. */
const MAX_MS = 2_147_483_647;
const MAX_COUNT = 1_000_000;
const TEN_YEARS_MS = 3_650 * 86_400_000;
const MS_OF = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const LIFE = /^(\d+)(ms|s|m|h|d|w)$/;
const HOST_NAME = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?$/i;

/** A whole number in digits: neither 1e3 nor 0x10 nor 5.0. */
export function wholeNumber({ min, max, fallback }: { min: number; max: number; fallback: number }) {
  const message = `must be a whole number from ${String(min)} to ${String(max)}`;
  return z
    .string()
    .trim()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((number) => number >= min && number <= max, message)
    .default(fallback);
}

export const count = (fallback: number) => wholeNumber({ min: 1, max: MAX_COUNT, fallback });
/** Zero bits of a proof of work; browsers need seconds for the most. 0: none. */
export const proofBits = wholeNumber({ min: 0, max: 22, fallback: 17 });
/** Milliseconds. */
export const duration = (fallback: number, min = 1) => wholeNumber({ min, max: MAX_MS, fallback });

/** A name or an address; an IPv6 address may come in brackets and goes without. */
export const host = z.string().trim().transform(withoutBrackets).refine(isHost, {
  message: 'must be a name or an address, without scheme, port and path',
});

function withoutBrackets(text: string): string {
  return /^\[.*\]$/.test(text) ? text.slice(1, -1) : text;
}

function isHost(text: string): boolean {
  if (isIP(text) > 0) return true;
  return text.length <= 253 && HOST_NAME.test(text) && !/(^|\.)\d+\.?$/.test(text);
}

/** The life of a token. */
export const tokenLife = z
  .string()
  .trim()
  .regex(LIFE, 'must be a number with a unit, such as 15m, 12h or 7d')
  .refine((text) => !LIFE.test(text) || (millisecondsOf(text) > 0 && millisecondsOf(text) <= TEN_YEARS_MS), {
    message: 'must be longer than nothing and at most ten years (3650d)',
  });

/** The same, or nothing. */
export const time = z
  .string()
  .trim()
  .regex(LIFE, 'must be a number with a unit, such as 10s or 1m')
  .refine((text) => !LIFE.test(text) || millisecondsOf(text) <= TEN_YEARS_MS, {
    message: 'must be at most ten years (3650d)',
  });

/** @param life such as 15m @returns whole seconds, at least one: that is what a token can say */
export function secondsOf(life: string): number {
  return Math.ceil(millisecondsOf(life) / 1000);
}

/** @param time such as 15m */
export function millisecondsOf(life: string): number {
  const [, number, unit] = LIFE.exec(life) ?? [];
  return Number(number) * MS_OF[unit as keyof typeof MS_OF];
}

/** A switch. */
export const onOff = (usual: 'on' | 'off') => z.enum(['on', 'off']).default(usual);

const BYTES = /^(\d{1,6})(B|KB|MB|GB|TB)$/;
const BYTES_OF = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 };

/** An amount of bytes. */
export const bytes = z
  .string()
  .trim()
  .regex(BYTES, 'must be a whole number with a unit, such as 100MB or 2GB');

/** @param amount such as 100MB; units are powers of 1024 */
export function bytesOf(amount: string): number {
  const [, number, unit] = BYTES.exec(amount) ?? [];
  return Number(number) * BYTES_OF[unit as keyof typeof BYTES_OF];
}

/** Origins as browsers write them: lower case, no default port, no slash at the end. */
export const origins = z
  .string()
  .default('')
  .transform((text, context) => {
    const parts = text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
    const found = parts.map((part) => {
      const origin = originOf(part);
      if (origin === undefined) {
        const message = `must be origins such as https://chat.example or http://localhost:5173, without path or wildcard; number ${String(parts.indexOf(part) + 1)} is none`;
        context.addIssue({ code: 'custom', message });
      }
      return origin ?? '';
    });
    return [...new Set(found)];
  });

/** Domains of mail addresses. */
export const domains = z
  .string()
  .default('')
  .transform((text, context) => {
    const parts = text
      .split(',')
      .map((part) => part.trim().toLowerCase())
      .filter(Boolean);
    for (const part of parts)
      if (!/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/.test(part))
        context.addIssue({ code: 'custom', message: `must be domains such as example.org; ${part} is none` });
    return [...new Set(parts)];
  });

/** IP addresses. */
export const addresses = z
  .string()
  .default('')
  .transform((text, context) => {
    const parts = text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
    for (const part of parts)
      if (isIP(part) === 0)
        context.addIssue({ code: 'custom', message: `must be IP addresses; ${part} is none` });
    return [...new Set(parts)];
  });

const AUTH_METHODS = ['code', 'password', 'passkey', 'oidc'] as const satisfies AuthMethod[];

/** How people may log in, without doublets. */
export const authMethods = z
  .string()
  .default('code,passkey')
  .transform((text) => [...new Set(text.split(',').map((part) => part.trim()))])
  .pipe(
    z
      .array(z.enum(AUTH_METHODS, { error: `must be of ${AUTH_METHODS.join(', ')}` }))
      .refine((methods) => methods.some((method) => method !== 'passkey'), {
        message: 'must have another way beside passkey: accounts are made by it',
      }),
  );

/** Where a browser opens this server, without a slash at its end. */
export const publicUrl = z
  .string()
  .trim()
  .refine(isPublicUrl, 'must be http:// or https:// with a host, and nothing behind it')
  .transform((value) => new URL(value).origin);

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether nobody between hears what is sent there: https, or this very machine. Without a name, a password and a #. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, hash, username, password } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
  return isSafe && `${hash}${username}${password}` === '';
}

/** A name or password in it stands percent-encoded. An empty one is none. */
export const redisUrl = z
  .string()
  .trim()
  .refine(
    (value) => value === '' || isRedisUrl(value),
    'must look like redis://:password@host:6379, or rediss://',
  )
  .transform((value) => (value === '' ? undefined : value));

function isRedisUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return (protocol === 'redis:' || protocol === 'rediss:') && hostname !== '';
}

function isPublicUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, pathname, search, hash, username, password } = new URL(value);
  const rest = `${pathname}${search}${hash}${username}${password}`;
  return (protocol === 'http:' || protocol === 'https:') && rest === '/';
}

/** Names as people write them at the login. */
export const usernames = z
  .string()
  .default('')
  .transform((text, context) => {
    const names = text
      .split(',')
      .map((name) => normalizeUsername(name))
      .filter(Boolean);
    for (const name of names)
      if (usernameProblem(name) !== undefined)
        context.addIssue({ code: 'custom', message: `must be names that can log in; ${name} is none` });
    return [...new Set(names)];
  });

function originOf(text: string): string | undefined {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || text.includes('*') || !URL.canParse(text)) return undefined;
  const { protocol, host, pathname, search, hash, username, password } = new URL(text);
  const hasMore = !['', '/'].includes(pathname) || [search, hash, username, password].some(Boolean);
  // Of schemes that browsers do not know, such as those of apps, `origin` would say null.
  return host === '' || hasMore || text.endsWith('?') || text.endsWith('#')
    ? undefined
    : `${protocol}//${host}`.toLowerCase();
}

/** What Express takes for `trust proxy`, without the values that believe everybody. */
export function isProxyList(value: string): boolean {
  return /^\d{0,2}$/.test(value) || value.split(',').every((part) => isProxy(part.trim()));
}

function isProxy(part: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(part)) return true;
  const [address = '', bits, ...rest] = part.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
