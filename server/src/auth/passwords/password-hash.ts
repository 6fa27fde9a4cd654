import { hash, verify } from '@node-rs/argon2';
import bcrypt from 'bcrypt';
import pLimit from 'p-limit';

/** argon2id as OWASP has it; the library's default algorithm. 19 MiB and some 35 ms each. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const BCRYPT = '$2';

/** As for codes: half of Node's worker threads stay free. */
const limit = pLimit(2);

export function hashPassword(password: string): Promise<string> {
  return limit(() => hash(normalized(password), COST));
}

/** @param kept argon2id; or bcrypt, from elsewhere, which knows no other spelling than the one that was typed */
export function isPasswordOf(kept: string, password: string): Promise<boolean> {
  return limit(() => (isOld(kept) ? bcrypt.compare(password, kept) : verify(kept, normalized(password))));
}

/** To be replaced when its password is seen next. */
export function isOld(kept: string): boolean {
  return kept.startsWith(BCRYPT);
}

/** Keyboards differ in how they make the same letter. */
function normalized(password: string): string {
  return password.normalize('NFKC');
}
