import { join } from 'node:path';
import { LIMITS } from '@chatket/contract';
import { z } from 'zod';
import { FILES_ENV, filesProblems } from './files-env.js';
import { MAIL_ENV, mailProblems } from './mail-env.js';
import { OIDC_ENV, oidcProblems } from './oidc-env.js';
import { databaseUrl, withDatabaseUrl } from './database-url.js';
import {
  authMethods,
  count,
  domains,
  duration,
  proofBits,
  host,
  isProxyList,
  onOff,
  origins,
  publicUrl,
  redisUrl,
  time,
  tokenLife,
  usernames,
  wholeNumber,
} from './env-values.js';
import { PUSH_ENV } from './push-env.js';
import { SMS_ENV, smsProblems } from './sms-env.js';
import { weakSecrets } from './weak-secrets.js';

export { POSTGRES_KEYS } from './database-url.js';

/**
 * Every key the server reads, with its default and meaning. `.env.example` is kept equal to it by a test.
 * Durations are in milliseconds unless the key says otherwise.
 */
export const envSchema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  PORT: wholeNumber({ min: 0, max: 65_535, fallback: 3000 }).describe('Port of the server process.'),
  HOST: host.default('127.0.0.1').describe('Address the server listens on.'),
  DATABASE_URL: databaseUrl.describe(
    'PostgreSQL 15 or later. Without it, the POSTGRES_* keys are put together.',
  ),
  DATABASE_POOL_MAX: wholeNumber({ min: 1, max: 10_000, fallback: 10 }).describe(
    'Connections to PostgreSQL: three fifths for messages, the others for the rest; each at least one.',
  ),
  DATABASE_WAIT_MS: duration(30_000, 0).describe('How long a database may take to come up at the start.'),
  REDIS_URL: redisUrl
    .optional()
    .describe('Redis 6.2 or later, for several servers on one database; a single one needs none.'),
  JWT_SECRET: z.string().min(1).describe('Signs the access tokens; at least 32 bytes.'),
  JWT_EXPIRES_IN: tokenLife
    .default('7d')
    .describe('Life of an access token, for clients that do not keep their login in a cookie.'),
  SESSION_ACCESS: tokenLife
    .default('15m')
    .describe('Life of an access token of the web client, which refreshes it by its cookie.'),
  SESSION_IDLE: tokenLife
    .default('7d')
    .describe('A login of the web client ends when it was not used for so long.'),
  SESSION_MAX: tokenLife.default('30d').describe('A login of the web client ends after so long in any case.'),
  SESSION_GRACE: time
    .default('10s')
    .describe('For so long a refresh that was answered is answered again: for answers that are lost.'),
  GUEST_LINKS: onOff('on').describe(
    'Whether owners of rooms may make links that let people in with a name only: on or off.',
  ),
  GUEST_EXPIRES_IN: tokenLife.default('12h').describe('For how long a guest is let in.'),
  CODE_DELIVERY: z
    .enum(['response', 'log', 'mail', 'sms'])
    .default('log')
    .describe(
      'Where login codes go: response (demo: anybody can log in as anybody), log, mail, or sms (log for those without an address, or a phone).',
    ),
  AUTH_METHODS: authMethods.describe(
    'How people log in, comma-separated: code (one-time codes), password, passkey, oidc (single sign-on); at least one beside passkey.',
  ),
  ...OIDC_ENV,
  ...MAIL_ENV,
  ...SMS_ENV,
  PUBLIC_URL: publicUrl
    .optional()
    .describe('Where people open this server: links in mails lead there, and passkeys belong to it.'),
  SERVER_OWNERS: usernames.describe(
    'Names of those who own the server, comma-separated; empty: whoever opens the link that a new server prints.',
  ),
  REGISTRATION: z
    .enum(['open', 'invite', 'closed', 'domains'])
    .default('open')
    .describe(
      'Who may make an account until the server page says otherwise: open, invite, closed or domains.',
    ),
  REGISTRATION_DOMAINS: domains.describe('Domains of mail addresses for that, comma-separated.'),
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
  ALLOWED_ORIGINS: origins.describe(
    'Further origins whose pages may call the API and open sockets, comma-separated; the own one always may.',
  ),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  RATE_LIMIT_MESSAGES: count(5).describe('Messages a person may send to a room within the window.'),
  RATE_LIMIT_ROOM_MAX: wholeNumber({ min: 1, max: LIMITS.rateMessagesMax, fallback: 60 }).describe(
    'The most messages within its own window that a room may allow.',
  ),
  MESSAGE_TEXT_MAX: wholeNumber({
    min: LIMITS.messageTextMax,
    max: LIMITS.longTextBound,
    fallback: LIMITS.longTextMax,
  }).describe('How long a message may be, in characters; rooms may say less, and old clients have 500.'),
  RATE_LIMIT_CHANGES: count(30).describe(
    'Edits, deletions and reactions a person may make within the window.',
  ),
  RATE_LIMIT_WINDOW_MS: duration(10_000).describe('The sliding window.'),
  RATE_LIMIT_MUTE_MS: duration(30_000).describe('How long somebody is muted who sends more.'),
  NEW_ACCOUNT_HOURS: wholeNumber({ min: 0, max: 8_760, fallback: 0 }).describe(
    'For so many hours an account is new: it sends no links, invites nobody and writes to no strangers; 0 for none.',
  ),
  RAID_ALARM_JOINS: wholeNumber({ min: 0, max: 10_000, fallback: 10 }).describe(
    'When more people than this come into a room within a minute, its moderators are told; 0 for never.',
  ),
  AUTH_WINDOW_MS: duration(15 * 60_000).describe('Window of the four login limits below.'),
  AUTH_REQUESTS_PER_IP: count(60).describe('Codes requested from one address.'),
  AUTH_REQUESTS_PER_ACCOUNT: count(10).describe('Codes requested for one account.'),
  AUTH_VERIFIES_PER_IP: count(120).describe('Codes tried from one address.'),
  AUTH_VERIFIES_PER_ACCOUNT: count(30).describe('Codes tried for one account.'),
  LOGIN_PROOF_BITS: proofBits.describe(
    'Work that browsers do for logins where there were many tries, in bits; one more doubles it. 0: never.',
  ),
  WRITES_PER_USER: count(120).describe('Changes a person may make over REST in a minute.'),
  CONNECTIONS_PER_USER: count(20).describe('Sockets a person may have open at once.'),
  CONNECTIONS_PER_IP: count(200).describe('Sockets one address may have open at once.'),
  HANDSHAKES_PER_IP: count(600).describe('Sockets one address may open in a minute.'),
  PACKETS_AT_ONCE: count(100).describe('Events of a socket that are answered at once.'),
  PACKETS_PER_SECOND: count(50).describe('Events of a socket that are answered in the long run.'),
  PING_INTERVAL_MS: duration(15_000).describe('How often the server pings a socket.'),
  PING_TIMEOUT_MS: duration(15_000).describe('How long a socket may take to answer.'),
  ...PUSH_ENV,
  ...FILES_ENV,
  LINK_PREVIEWS: onOff('off').describe(
    'Whether links have previews, for which this server asks the pages, until the server page says otherwise.',
  ),
  PRESENCE_GRACE_MS: duration(10_000).describe(
    'How long somebody without a connection still counts as online.',
  ),
});

export type Env = z.infer<typeof envSchema>;
type Source = Record<string, string | undefined>;

/** Secrets that may come as a file: `JWT_SECRET_FILE=/run/secrets/jwt`. */
export const FILE_KEYS = [
  'DATABASE_URL',
  'JWT_SECRET',
  'POSTGRES_PASSWORD',
  'SMTP_URL',
  'SMS_WEBHOOK_SECRET',
  'OIDC_CLIENT_SECRET',
  'S3_SECRET_KEY',
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
  const values = withDatabaseUrl(withFiles(withoutEmpty(source), readFile, problems), problems);
  const quoted = quotedKeys(values);
  const parsed = envSchema.safeParse(values);
  if (!parsed.success) {
    problems.push(
      ...parsed.error.issues
        .filter(({ path }) => !quoted.includes(String(path[0])))
        .map((issue) => `${String(issue.path[0])}: ${readable(issue, values)}`),
    );
  }
  problems.push(...quoted.map((key) => `${key}: is in quotes; write it without`));
  problems.push(...clientProblems(values, readFile), ...weakSecrets(values));
  problems.push(...mailProblems(values), ...smsProblems(values), ...oidcProblems(values));
  problems.push(...filesProblems(values));
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

/** Docker's --env-file and systemd pass on quotes that a shell would have taken away. */
function quotedKeys(values: Source): string[] {
  return Object.keys(envSchema.shape).filter((key) => /^(["']).*\1$/.test(values[key]?.trim() ?? ''));
}

function clientProblems({ CLIENT_DIR }: Source, readFile: (path: string) => string): string[] {
  if (CLIENT_DIR === undefined) return [];
  try {
    readFile(join(CLIENT_DIR, 'index.html'));
    return [];
  } catch {
    return ['CLIENT_DIR: has no index.html that can be read; build the client first'];
  }
}

function readable(issue: { code: string; message: string; path: PropertyKey[] }, values: Source): string {
  const isMissing = values[String(issue.path[0])] === undefined;
  return isMissing ? 'is required' : issue.message;
}
