import { describe, expect, it } from '@jest/globals';
import { Config } from './config.js';
import { ConfigError, type Env, envSchema, readEnv } from './env.js';

const SECRET = 'a-secret-of-one-s-own-with-more-than-32-bytes';
const GOOD = { DATABASE_URL: 'postgresql://chat:own@db:5432/chat', JWT_SECRET: SECRET };
const FILES: Record<string, string> = {
  '/run/secrets/jwt': `${SECRET}\n`,
  '/run/secrets/password': 'p@ss/word\n',
  '/run/secrets/short': 'short',
  '/run/secrets/empty': '\n',
};

function read(source: Record<string, string | undefined>): Env {
  return readEnv(source, (path) => {
    const content = FILES[path];
    if (content === undefined) throw new Error(`ENOENT: no such file: ${path}`);
    return content;
  });
}

function problemsOf(source: Record<string, string | undefined>): string[] {
  try {
    read(source);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const keysOf = (problems: string[]) => problems.map((problem) => problem.split(':')[0]);

describe('the configuration', () => {
  it('needs a database and a secret, and has a default for everything else', () => {
    expect(read(GOOD)).toMatchObject({
      ...GOOD,
      NODE_ENV: 'production',
      PORT: 3000,
      HOST: '127.0.0.1',
      JWT_EXPIRES_IN: '7d',
      CODE_DELIVERY: 'log',
      TRUST_PROXY: '',
      ALLOWED_ORIGINS: [],
      RATE_LIMIT_MESSAGES: 5,
      RATE_LIMIT_CHANGES: 30,
      RATE_LIMIT_WINDOW_MS: 10_000,
      RATE_LIMIT_MUTE_MS: 30_000,
    });
    expect(problemsOf({})).toEqual(['DATABASE_URL: is required', 'JWT_SECRET: is required']);
  });

  it('wants all of S3 where files are kept there, and says what is missing', () => {
    expect(problemsOf({ ...GOOD, FILES_DRIVER: 's3', FILES_MAX_SIZE: '1TB' })).toEqual([
      'S3_ENDPOINT: is required for FILES_DRIVER=s3',
      'S3_BUCKET: is required for FILES_DRIVER=s3',
      'S3_ACCESS_KEY: is required for FILES_DRIVER=s3',
      'S3_SECRET_KEY: is required for FILES_DRIVER=s3',
      'FILES_MAX_SIZE: must be 48GB at most with S3',
    ]);
    const s3 = { S3_BUCKET: 'Not One', S3_ENDPOINT: 's3.example', S3_REGION: 'eu west', S3_PATH_STYLE: 'no' };
    expect(keysOf(problemsOf({ ...GOOD, ...s3, FILES_REDIRECT: 'on' }))).toEqual([
      'S3_ENDPOINT',
      'S3_BUCKET',
      'S3_REGION',
      'S3_PATH_STYLE',
      'FILES_REDIRECT',
    ]);
  });

  it('names every bad key at once', () => {
    const bad = {
      NODE_ENV: 'prod',
      PORT: '65536',
      DATABASE_URL: 'mysql://db/chat',
      DATABASE_POOL_MAX: '-1',
      JWT_SECRET: 'changeme',
      JWT_EXPIRES_IN: '7',
      CODE_DELIVERY: 'pigeon',
      LOG_LEVEL: 'loud',
      RATE_LIMIT_MESSAGES: '0',
      RATE_LIMIT_WINDOW_MS: '1.5',
      RATE_LIMIT_MUTE_MS: 'long',
      AUTH_WINDOW_MS: 'Infinity',
      PING_INTERVAL_MS: '1e400',
    };
    expect(new Set(keysOf(problemsOf(bad)))).toEqual(new Set(Object.keys(bad)));
  });

  it('names weak secrets together with everything else', () => {
    const problems = problemsOf({
      DATABASE_URL: 'postgres://chat:change-me@db/chat',
      JWT_SECRET: 'short',
      PORT: 'http',
    });
    expect(keysOf(problems).sort()).toEqual(['DATABASE_URL', 'JWT_SECRET', 'PORT']);
  });

  it('says in one text what is wrong, a line for each key, without the values', () => {
    const error = new ConfigError(problemsOf({ ...GOOD, PORT: 'http-port', JWT_EXPIRES_IN: 'one-week' }));
    expect(error.message.split('\n')).toHaveLength(3);
    expect(error.message).toMatch(/^ {2}- PORT: /m);
    expect(error.message).not.toMatch(/http-port|one-week/);
  });

  it('takes a key without a value for one that is not set', () => {
    const env = read({ ...GOOD, PORT: '', CODE_DELIVERY: '', CLIENT_DIR: '', JWT_SECRET_FILE: '' });
    expect(env).toMatchObject({ PORT: 3000, CODE_DELIVERY: 'log' });
    expect(env.CLIENT_DIR).toBeUndefined();
    expect(problemsOf({ ...GOOD, JWT_SECRET: '' })).toEqual(['JWT_SECRET: is required']);
  });

  it('knows nothing of keys that are not its own', () => {
    expect(read({ ...GOOD, PATH: '/bin', POSTGRES_IMAGE: 'postgres:18' })).not.toHaveProperty('PATH');
  });

  it.each(['', '1', 'loopback', 'loopback, uniquelocal', '10.0.0.0/8', 'fd00::/8,192.0.2.7'])(
    'believes the proxies %j',
    (TRUST_PROXY) => {
      expect(read({ ...GOOD, TRUST_PROXY })).toMatchObject({ TRUST_PROXY });
    },
  );

  it.each(['true', '*', 'all', '10.0.0', '10.0.0.0/x', '1,2', 'loopback,'])(
    'refuses %j for proxies',
    (TRUST_PROXY) => {
      expect(keysOf(problemsOf({ ...GOOD, TRUST_PROXY }))).toEqual(['TRUST_PROXY']);
    },
  );

  it('takes a list of origins apart', () => {
    const { ALLOWED_ORIGINS } = read({
      ...GOOD,
      ALLOWED_ORIGINS: ' https://a.example, ,https://b.example:8443,',
    });
    expect(ALLOWED_ORIGINS).toEqual(['https://a.example', 'https://b.example:8443']);
  });

  it.each(['15m', '12h', '7d', '500ms', '2w', '30s'])(
    'takes %s for the life of a token',
    (JWT_EXPIRES_IN) => {
      expect(read({ ...GOOD, JWT_EXPIRES_IN })).toMatchObject({ JWT_EXPIRES_IN });
    },
  );

  it.each(['7', 'd', '-1d', '1.5h', '7 d', '1y', '1d1h', '0s', '0d', '000ms', '3651d', '99999999999w'])(
    'refuses %s for the life of a token',
    (JWT_EXPIRES_IN) => {
      expect(keysOf(problemsOf({ ...GOOD, JWT_EXPIRES_IN }))).toEqual(['JWT_EXPIRES_IN']);
    },
  );
});

describe('numbers, hosts and origins', () => {
  it.each(['1e3', '0x10', '5.0', '+5', '12345678901234567890', 'five'])(
    '%j is no number of a key',
    (text) => {
      const keys = [
        'PORT',
        'DATABASE_POOL_MAX',
        'RATE_LIMIT_MESSAGES',
        'PING_INTERVAL_MS',
        'DATABASE_WAIT_MS',
      ];
      for (const key of keys) expect(keysOf(problemsOf({ ...GOOD, [key]: text }))).toEqual([key]);
    },
  );

  it('no duration is longer than a timer can hold', () => {
    const keys = Object.keys(envSchema.shape).filter((key) => key.endsWith('_MS'));
    expect(keys.length).toBeGreaterThan(5);
    for (const key of keys) {
      expect(keysOf(problemsOf({ ...GOOD, [key]: '2147483648' }))).toEqual([key]);
      expect(problemsOf({ ...GOOD, [key]: '2147483647' })).toEqual([]);
    }
  });

  it.each([
    ['0.0.0.0', '0.0.0.0'],
    ['::', '::'],
    ['[::1]', '::1'],
    [' chat.example ', 'chat.example'],
    ['db_1', 'db_1'],
  ])('listens on %j', (HOST, expected) => {
    expect(read({ ...GOOD, HOST }).HOST).toBe(expected);
  });

  it.each([
    'http://chat.example',
    'chat.example:80',
    '127.0.0.1:80',
    'a b',
    '*',
    '256.1.1.1',
    '1.2.3',
    'a/b',
  ])('does not listen on %j', (HOST) => {
    expect(keysOf(problemsOf({ ...GOOD, HOST }))).toEqual(['HOST']);
    expect(keysOf(problemsOf({ JWT_SECRET: SECRET, POSTGRES_HOST: HOST, POSTGRES_PASSWORD: 'own' }))).toEqual(
      ['POSTGRES_HOST'],
    );
  });

  it.each(['0', '65536', 'pg', '5432/chat', '-1'])(
    'does not look for PostgreSQL at port %j',
    (POSTGRES_PORT) => {
      const parts = { JWT_SECRET: SECRET, POSTGRES_HOST: 'db', POSTGRES_PASSWORD: 'own', POSTGRES_PORT };
      expect(keysOf(problemsOf(parts))).toEqual(['POSTGRES_PORT']);
    },
  );

  it.each([
    ['https://chat.example/', 'https://chat.example'],
    ['https://chat.example:443', 'https://chat.example'],
    ['http://chat.example:80/', 'http://chat.example'],
    ['HTTPS://Chat.Example', 'https://chat.example'],
    ['http://localhost:5173', 'http://localhost:5173'],
    ['https://çay.example', 'https://xn--ay-3ia.example'],
    ['http://[::1]:8080/', 'http://[::1]:8080'],
    ['capacitor://localhost', 'capacitor://localhost'],
    ['https://a.example/,https://a.example:443', 'https://a.example'],
  ])('takes the origin %j for what browsers send', (ALLOWED_ORIGINS, expected) => {
    expect(read({ ...GOOD, ALLOWED_ORIGINS }).ALLOWED_ORIGINS).toEqual([expected]);
  });

  it.each([
    'chat.example',
    'localhost:5173',
    '*',
    'https://*.example',
    'null',
    'https://chat.example/app',
    'https://chat.example?',
    'https://me@chat.example',
    'https://',
    '//chat.example',
    'https://chat.example;https://b.example',
  ])('refuses the origin %j', (ALLOWED_ORIGINS) => {
    expect(keysOf(problemsOf({ ...GOOD, ALLOWED_ORIGINS }))).toEqual(['ALLOWED_ORIGINS']);
  });

  it('refuses networks that are wider than addresses are', () => {
    for (const TRUST_PROXY of ['10.0.0.0/33', '10.0.0.0/999', 'fd00::/129'])
      expect(keysOf(problemsOf({ ...GOOD, TRUST_PROXY }))).toEqual(['TRUST_PROXY']);
  });

  it('says that a value is in quotes, once', () => {
    for (const [key, value] of Object.entries({ PORT: '"8080"', HOST: "'::1'", CODE_DELIVERY: '"log"' }))
      expect(problemsOf({ ...GOOD, [key]: value })).toEqual([`${key}: is in quotes; write it without`]);
  });

  it('serves no client from a folder without one', () => {
    expect(keysOf(problemsOf({ ...GOOD, CLIENT_DIR: '/nowhere' }))).toEqual(['CLIENT_DIR']);
  });
});

describe('the database URL', () => {
  const { JWT_SECRET } = GOOD;

  it('is put together from its parts', () => {
    const parts = {
      POSTGRES_HOST: 'db',
      POSTGRES_PORT: '6543',
      POSTGRES_USER: 'chat',
      POSTGRES_PASSWORD: 'own',
      POSTGRES_DB: 'talk',
    };
    expect(read({ JWT_SECRET, ...parts }).DATABASE_URL).toBe('postgresql://chat:own@db:6543/talk');
    expect(read({ JWT_SECRET, POSTGRES_HOST: 'db', CODE_DELIVERY: 'response' }).DATABASE_URL).toBe(
      'postgresql://chatket:chatket@db:5432/chatket',
    );
  });

  it('keeps characters of a password that mean something in a URL', () => {
    const { DATABASE_URL } = read({ JWT_SECRET, POSTGRES_HOST: 'db', POSTGRES_PASSWORD: 'a:b@c/d?e#f%g &ü' });
    expect(decodeURIComponent(new URL(DATABASE_URL).password)).toBe('a:b@c/d?e#f%g &ü');
    expect(new URL(DATABASE_URL).host).toBe('db:5432');
  });

  it('that is given wins over the parts', () => {
    expect(read({ ...GOOD, POSTGRES_HOST: 'other' }).DATABASE_URL).toBe(GOOD.DATABASE_URL);
  });

  it('is required when no host is named', () => {
    expect(problemsOf({ JWT_SECRET, POSTGRES_PASSWORD: 'own' })).toEqual(['DATABASE_URL: is required']);
  });

  it('may name an IPv6 address', () => {
    const { DATABASE_URL } = read({ JWT_SECRET, POSTGRES_HOST: 'fd00::7', POSTGRES_PASSWORD: 'own' });
    expect(new URL(DATABASE_URL).host).toBe('[fd00::7]:5432');
  });

  it.each([
    'postgresql://chat:own@db',
    'postgresql://chat:own@db/',
    'postgresql://chat:own@db:port/chat',
    'postgresql://chat:own@db:70000/chat',
    'postgresql://chat:p#w@db/chat',
    'postgresql://chat:own@db/chat?sslmode=on',
    'postgresql://chat:own@db/100%',
  ])('is refused when it is %s', (DATABASE_URL) => {
    expect(keysOf(problemsOf({ JWT_SECRET, DATABASE_URL }))).toEqual(['DATABASE_URL']);
  });

  it.each(['nonsense', 'http://db/chat', '//db/chat', 'postgresql://chat:100%@db/chat'])(
    'is refused when it is %s',
    (DATABASE_URL) => {
      for (const CODE_DELIVERY of ['log', 'response']) {
        expect(keysOf(problemsOf({ JWT_SECRET, DATABASE_URL, CODE_DELIVERY }))).toEqual(['DATABASE_URL']);
      }
    },
  );
});

describe('a secret in a file', () => {
  it('is read without the line break at its end', () => {
    expect(read({ DATABASE_URL: GOOD.DATABASE_URL, JWT_SECRET_FILE: '/run/secrets/jwt' }).JWT_SECRET).toBe(
      SECRET,
    );
  });

  it('becomes part of the database URL', () => {
    const { DATABASE_URL } = read({
      JWT_SECRET: SECRET,
      POSTGRES_HOST: 'db',
      POSTGRES_PASSWORD_FILE: '/run/secrets/password',
    });
    expect(DATABASE_URL).toBe('postgresql://chatket:p%40ss%2Fword@db:5432/chatket');
  });

  it('is named by its key when it cannot be read, with every other problem', () => {
    const problems = problemsOf({
      ...GOOD,
      DATABASE_URL_FILE: '/nowhere',
      JWT_SECRET_FILE: '/neither',
      PORT: 'http',
    });
    expect(keysOf(problems)).toEqual(['DATABASE_URL_FILE', 'JWT_SECRET_FILE', 'PORT']);
  });

  it('is held to the same rules', () => {
    const { DATABASE_URL } = GOOD;
    expect(keysOf(problemsOf({ DATABASE_URL, JWT_SECRET_FILE: '/run/secrets/short' }))).toEqual([
      'JWT_SECRET',
    ]);
    expect(keysOf(problemsOf({ DATABASE_URL, JWT_SECRET_FILE: '/run/secrets/empty' }))).toContain(
      'JWT_SECRET',
    );
  });
});

describe('a weak secret', () => {
  it.each([
    ['short', 'x'.repeat(31)],
    ['a placeholder', 'change-me-change-me-change-me-change-me'],
    ['a placeholder in capitals', 'CHANGEME-CHANGEME-CHANGEME-CHANGEME'],
    ['another placeholder', 'change_me_please_with_more_than_32_bytes'],
  ])('is refused when it is %s, but for a demo', (_case, JWT_SECRET) => {
    expect(keysOf(problemsOf({ ...GOOD, JWT_SECRET }))).toEqual(['JWT_SECRET']);
    expect(problemsOf({ ...GOOD, JWT_SECRET, CODE_DELIVERY: 'response' })).toEqual([]);
  });

  it('S027 is one of fewer than 32 bytes, whatever the number of characters', () => {
    expect(problemsOf({ ...GOOD, JWT_SECRET: 'ü'.repeat(16) })).toEqual([]);
    expect(keysOf(problemsOf({ ...GOOD, JWT_SECRET: 'ü'.repeat(15) }))).toEqual(['JWT_SECRET']);
  });

  it('may be short outside production, but no placeholder', () => {
    expect(problemsOf({ ...GOOD, JWT_SECRET: 'short', NODE_ENV: 'development' })).toEqual([]);
    expect(keysOf(problemsOf({ ...GOOD, JWT_SECRET: 'changeme', NODE_ENV: 'development' }))).toEqual([
      'JWT_SECRET',
    ]);
  });

  it('of the database is refused when it is a placeholder, but for a demo', () => {
    const DATABASE_URL = 'postgresql://chat:change%2Dme@db/chat';
    expect(keysOf(problemsOf({ ...GOOD, DATABASE_URL }))).toEqual(['DATABASE_URL']);
    expect(
      keysOf(problemsOf({ JWT_SECRET: SECRET, POSTGRES_HOST: 'db', POSTGRES_PASSWORD: 'changeme' })),
    ).toEqual(['DATABASE_URL']);
    expect(problemsOf({ ...GOOD, DATABASE_URL, CODE_DELIVERY: 'response' })).toEqual([]);
  });

  it.each([
    'chatket',
    'postgres',
    'Password',
    'your-password',
    'change this',
    '<secret>',
    'chat',
    'placeholder',
  ])('of the database is %j, which is a placeholder', (POSTGRES_PASSWORD) => {
    const parts = { JWT_SECRET: SECRET, POSTGRES_HOST: 'db', POSTGRES_USER: 'chat', POSTGRES_PASSWORD };
    expect(keysOf(problemsOf(parts))).toEqual(['DATABASE_URL']);
    expect(problemsOf({ ...parts, CODE_DELIVERY: 'response' })).toEqual([]);
  });

  it('of the database is the one that compose has when none is set', () => {
    expect(keysOf(problemsOf({ JWT_SECRET: SECRET, POSTGRES_HOST: 'db' }))).toEqual(['DATABASE_URL']);
  });
});

describe('hosts of tests', () => {
  const source = { ...GOOD, LINK_PREVIEW_TEST_HOSTS: '127.0.0.1:4100' };
  it('S256 are for tests only: no other server starts with them', () => {
    expect(new Config({ ...source, NODE_ENV: 'test' }).testHosts).toEqual(['127.0.0.1:4100']);
    for (const NODE_ENV of ['production', 'development', undefined])
      expect(() => new Config({ ...source, NODE_ENV })).toThrow('LINK_PREVIEW_TEST_HOSTS: is for tests only');
  });
});
