import { z } from 'zod';
import { host, wholeNumber } from './env-values.js';

const FORM =
  'must look like postgresql://user:password@host:5432/database, with special characters percent-encoded';
const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];
const postgresPort = wholeNumber({ min: 1, max: 65_535, fallback: 5432 });

type Source = Record<string, string | undefined>;

/** The parts a database URL is put together from when DATABASE_URL is not set and POSTGRES_HOST is. */
export const POSTGRES_KEYS = [
  'POSTGRES_HOST',
  'POSTGRES_PORT',
  'POSTGRES_USER',
  'POSTGRES_PASSWORD',
  'POSTGRES_DB',
] as const;

export const databaseUrl = z
  .url({ protocol: /^postgres(ql)?$/, error: FORM })
  .refine((url) => !URL.canParse(url) || isDecodable(url), 'must have a percent-encoded password')
  .refine((url) => !isDecodable(url) || new URL(url).pathname.length > 1, 'must name a database: …/database')
  .refine(
    (url) => !URL.canParse(url) || hasKnownSslMode(url),
    `its sslmode must be one of ${SSL_MODES.join(', ')}`,
  );

/** Puts the URL together where its parts are given. A part that cannot be one is named by its own key. */
export function withDatabaseUrl(source: Source, problems: string[]): Source {
  if (source.DATABASE_URL !== undefined || source.POSTGRES_HOST === undefined) return source;
  const { POSTGRES_USER = 'chatket', POSTGRES_PASSWORD = 'chatket', POSTGRES_DB = 'chatket' } = source;
  const name = host.safeParse(source.POSTGRES_HOST);
  const port = postgresPort.safeParse(source.POSTGRES_PORT);
  for (const [key, { error }] of Object.entries({ POSTGRES_HOST: name, POSTGRES_PORT: port }))
    if (error) problems.push(`${key}: ${error.issues[0]?.message ?? ''}`);
  const login = `${encodeURIComponent(POSTGRES_USER)}:${encodeURIComponent(POSTGRES_PASSWORD)}`;
  const address = `${inUrl(name.data ?? 'localhost')}:${String(port.data ?? 5432)}`;
  return { ...source, DATABASE_URL: `postgresql://${login}@${address}/${encodeURIComponent(POSTGRES_DB)}` };
}

/** The password in a database URL; undefined when there is none that could be used. */
export function passwordOf(url: string): string | undefined {
  return decoded(url, 'password');
}

export function userOf(url: string): string | undefined {
  return decoded(url, 'username');
}

function isDecodable(url: string): boolean {
  return passwordOf(url) !== undefined && userOf(url) !== undefined && decoded(url, 'pathname') !== undefined;
}

function hasKnownSslMode(url: string): boolean {
  const mode = new URL(url).searchParams.get('sslmode');
  return mode === null || SSL_MODES.includes(mode);
}

function decoded(url: string, part: 'username' | 'password' | 'pathname'): string | undefined {
  try {
    return decodeURIComponent(new URL(url)[part]);
  } catch {
    return undefined; // not a URL, or not percent-encoded: the schema says so
  }
}

function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
