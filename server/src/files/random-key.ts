import { randomBytes } from 'node:crypto';

/** A name that says nothing and that nobody guesses; small letters and digits only, for file systems that know no others. */
export function randomKey(): string {
  return randomBytes(24).toString('hex');
}
