import { LIMITS } from '@chatket/contract';
import { COMMON_PASSWORDS } from './common-passwords.js';

const FEWEST_LETTERS = 4;
/** So much is left of a password without the name in it. */
const FEWEST_BESIDE_NAME = 4;

/** What is wrong with a password that somebody chooses; nothing where it may be used. */
export function passwordProblem(password: string, username: string): string | undefined {
  const letters = [...password.normalize('NFKC')];
  if (letters.length < LIMITS.passwordMin)
    return `must have at least ${String(LIMITS.passwordMin)} characters`;
  if (letters.length > LIMITS.passwordMax)
    return `must have at most ${String(LIMITS.passwordMax)} characters`;
  return isFirstGuess(letters.join('').toLowerCase(), username)
    ? 'is one of the first that are guessed'
    : undefined;
}

function isFirstGuess(password: string, username: string): boolean {
  return (
    COMMON_PASSWORDS.has(password) ||
    COMMON_PASSWORDS.has(withoutEnd(password)) ||
    new Set(password).size < FEWEST_LETTERS ||
    password.replaceAll(username, '').length < FEWEST_BESIDE_NAME ||
    isRun(password)
  );
}

/** Without the digits and signs behind its last letter. */
function withoutEnd(password: string): string {
  const characters = [...password];
  return characters.slice(0, characters.findLastIndex((character) => /\p{L}/u.test(character)) + 1).join('');
}

/** Each character follows on the one before, up or down: 1234567890, zyxwvutsrq. */
function isRun(password: string): boolean {
  const codes = [...password].map((letter) => letter.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => (code - (codes[index] ?? 0) + 10) % 10);
  return steps.every((step) => step === 1) || steps.every((step) => step === 9);
}
