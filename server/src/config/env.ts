import { isIP } from 'node:net';
import { z } from 'zod';

const positive = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  );

/**
 * Every key the server reads, with its default and meaning. `.env.example` is kept equal to it by a test.
 * Durations are in milliseconds unless the key says otherwise.
 */
export const envSchema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe('Port of the server process.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address the server listens on.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .refine(
      (url) => !URL.canParse(url) || passwordOf(url) !== undefined,
      'must have a percent-encoded password',
    )
    .describe('PostgreSQL 15 or later. Without it, the POSTGRES_* keys are put together.'),
  DATABASE_POOL_MAX: positive(10).describe('Connections to PostgreSQL.'),
  JWT_SECRET: z.string().min(1).describe('Signs the access tokens; at least 32 bytes.'),
  JWT_EXPIRES_IN: z
    .string()
    .regex(/^\d+(ms|s|m|h|d|w)$/, 'must be a number with a unit, such as 15m, 12h or 7d')
    .default('7d')
    .describe('Life of an access token.'),
  CODE_DELIVERY: z
    .enum(['response', 'log'])
    .default('log')
    .describe('Where login codes go: response (demo: anybody can log in as anybody) or log.'),
  CLIENT_DIR: z
    .string()
    .optional()
    .describe('Folder of the built web client, when the server is to serve it.'),
  TRUST_PROXY: z
    .string()
    .refine(
      isProxyList,
      'must be a number of hops, or names (loopback, linklocal, uniquelocal), addresses and networks',
    )
    .default('')
    .describe('Proxies whose X-Forwarded-* headers are believed, as in Express; empty for none.'),
  ALLOWED_ORIGINS: list.describe(
    'Further origins that may open sockets, comma-separated; the own one always may.',
  ),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  RATE_LIMIT_MESSAGES: positive(5).describe('Messages a person may send to a room within the window.'),
  RATE_LIMIT_WINDOW_MS: positive(10_000).describe('The sliding window.'),
  RATE_LIMIT_MUTE_MS: positive(30_000).describe('How long somebody is muted who sends more.'),
  AUTH_WINDOW_MS: positive(15 * 60_000).describe('Window of the four login limits below.'),
  AUTH_REQUESTS_PER_IP: positive(60).describe('Codes requested from one address.'),
  AUTH_REQUESTS_PER_ACCOUNT: positive(10).describe('Codes requested for one account.'),
  AUTH_VERIFIES_PER_IP: positive(120).describe('Codes tried from one address.'),
  AUTH_VERIFIES_PER_ACCOUNT: positive(30).describe('Codes tried for one account.'),
  WRITES_PER_USER: positive(120).describe('Changes a person may make over REST in a minute.'),
  CONNECTIONS_PER_USER: positive(20).describe('Sockets a person may have open at once.'),
  CONNECTIONS_PER_IP: positive(200).describe('Sockets one address may have open at once.'),
  HANDSHAKES_PER_IP: positive(600).describe('Sockets one address may open in a minute.'),
  PACKETS_AT_ONCE: positive(100).describe('Events of a socket that are answered at once.'),
  PACKETS_PER_SECOND: positive(50).describe('Events of a socket that are answered in the long run.'),
  PING_INTERVAL_MS: positive(15_000).describe('How often the server pings a socket.'),
  PING_TIMEOUT_MS: positive(15_000).describe('How long a socket may take to answer.'),
  PRESENCE_GRACE_MS: positive(10_000).describe(
    'How long somebody without a connection still counts as online.',
  ),
});

/** What Express takes for `trust proxy`, without the values that believe everybody. */
function isProxyList(value: string): boolean {
  return /^\d{0,2}$/.test(value) || value.split(',').every((part) => isProxy(part.trim()));
}

function isProxy(part: string): boolean {
  const [address = '', bits, ...rest] = part.split('/');
  if (['loopback', 'linklocal', 'uniquelocal'].includes(part)) return true;
  return isIP(address) > 0 && rest.length === 0 && (bits === undefined || /^\d{1,3}$/.test(bits));
}

export type Env = z.infer<typeof envSchema>;
type Source = Record<string, string | undefined>;

/** Secrets that may come as a file: `JWT_SECRET_FILE=/run/secrets/jwt`. */
export const FILE_KEYS = ['DATABASE_URL', 'JWT_SECRET', 'POSTGRES_PASSWORD'] as const;

/** The parts a database URL is put together from when DATABASE_URL is not set and POSTGRES_HOST is. */
export const POSTGRES_KEYS = [
  'POSTGRES_HOST',
  'POSTGRES_PORT',
  'POSTGRES_USER',
  'POSTGRES_PASSWORD',
  'POSTGRES_DB',
] as const;

/** Raised at boot; its message names every bad key, a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly problems: string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/**
 * Reads the configuration from the environment, or from the files it names.
 * @throws ConfigError naming every bad key at once
 */
export function readEnv(source: Source, readFile: (path: string) => string): Env {
  const problems: string[] = [];
  const values = withDatabaseUrl(withFiles(withoutEmpty(source), readFile, problems));
  const parsed = envSchema.safeParse(values);
  if (!parsed.success) {
    problems.push(
      ...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${readable(issue, values)}`),
    );
  }
  problems.push(...weakSecrets(values));
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems);
  return parsed.data;
}

/** Compose and `.env` files pass on keys without a value: those count as not set. */
function withoutEmpty(source: Source): Source {
  return Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  );
}

function withFiles(source: Source, readFile: (path: string) => string, problems: string[]): Source {
  const result = { ...source };
  for (const key of FILE_KEYS) {
    const path = source[`${key}_FILE`];
    if (path === undefined) continue;
    try {
      result[key] = readFile(path).trim();
    } catch (error) {
      problems.push(
        `${key}_FILE: cannot be read (${error instanceof Error ? error.message : String(error)})`,
      );
    }
  }
  return result;
}

function withDatabaseUrl(source: Source): Source {
  if (source.DATABASE_URL !== undefined || source.POSTGRES_HOST === undefined) return source;
  const {
    POSTGRES_HOST,
    POSTGRES_PORT = '5432',
    POSTGRES_USER = 'chatket',
    POSTGRES_PASSWORD = 'chatket',
  } = source;
  const { POSTGRES_DB = 'chatket' } = source;
  const login = `${encodeURIComponent(POSTGRES_USER)}:${encodeURIComponent(POSTGRES_PASSWORD)}`;
  const url = `postgresql://${login}@${POSTGRES_HOST}:${POSTGRES_PORT}/${encodeURIComponent(POSTGRES_DB)}`;
  return { ...source, DATABASE_URL: url };
}

function readable(issue: { code: string; message: string; path: PropertyKey[] }, values: Source): string {
  const isMissing = values[String(issue.path[0])] === undefined;
  return isMissing ? 'is required' : issue.message;
}

/** Outside demo mode no secret may be short or a placeholder: both would let anybody in. */
function weakSecrets({
  NODE_ENV = 'production',
  CODE_DELIVERY,
  JWT_SECRET,
  DATABASE_URL = '',
}: Source): string[] {
  if (CODE_DELIVERY === 'response') return [];
  const problems: string[] = [];
  if (JWT_SECRET !== undefined && NODE_ENV === 'production' && Buffer.byteLength(JWT_SECRET) < 32) {
    problems.push('JWT_SECRET: must have at least 32 bytes');
  }
  if (JWT_SECRET !== undefined && isPlaceholder(JWT_SECRET)) {
    problems.push('JWT_SECRET: is a placeholder; set one of your own');
  }
  if (isPlaceholder(passwordOf(DATABASE_URL) ?? '')) {
    problems.push('DATABASE_URL: its password is a placeholder; set one of your own');
  }
  return problems;
}

/** The password in a database URL; undefined when there is none that could be used. */
function passwordOf(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url).password);
  } catch {
    return undefined;
  }
}

function isPlaceholder(secret: string): boolean {
  return /^change[-_]?me/i.test(secret);
}
