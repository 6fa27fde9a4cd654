// @ts-check
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEST_SECRET } from './tokens.mjs';

const UNREACHABLE = '1000000';

/** Everybody in a test comes from one address, and some of them are in a hurry. */
export const LIFTED_LIMITS = {
  WRITES_PER_USER: UNREACHABLE,
  CONNECTIONS_PER_USER: UNREACHABLE,
  CONNECTIONS_PER_IP: UNREACHABLE,
  HANDSHAKES_PER_IP: UNREACHABLE,
  PACKETS_AT_ONCE: UNREACHABLE,
  PACKETS_PER_SECOND: UNREACHABLE,
};

/** For a server to which a whole crowd logs in. */
export const LIFTED_LOGIN_LIMITS = {
  AUTH_REQUESTS_PER_IP: UNREACHABLE,
  AUTH_VERIFIES_PER_IP: UNREACHABLE,
};

/** What every server under test is told; what a test wants goes on top. */
export const TEST_ENVIRONMENT = {
  NODE_ENV: 'test',
  JWT_SECRET: TEST_SECRET,
  CODE_DELIVERY: 'response',
  LOG_LEVEL: 'warn',
  FILES_DIR: join(tmpdir(), `chatket-files-${process.pid}`),
  FILES_MIN_FREE: '0B',
  ...LIFTED_LIMITS,
};
