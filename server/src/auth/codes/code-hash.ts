import bcrypt from 'bcrypt';
import pLimit from 'p-limit';

const BCRYPT_COST = 10;

/**
 * Hashing runs on Node's four worker threads, and so does the handshake of a new database connection. A wave of logins
 * may have half of them, so that it cannot keep the database away from everybody else.
 */
const limit = pLimit(2);

export function hashCode(code: string): Promise<string> {
  return limit(() => bcrypt.hash(code, BCRYPT_COST));
}

export function isCodeOf(hash: string, code: string): Promise<boolean> {
  return limit(() => bcrypt.compare(code, hash));
}
