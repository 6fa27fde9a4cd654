import { passwordOf, userOf } from './database-url.js';

/** How placeholders of examples begin, ours and those of others. */
const PLACEHOLDER =
  /^(change[-_ ]?(me|this|it)|placeholder|example|replace[-_ ]|your[-_ ]|to[-_ ]?do\b|<.*>$|\$\{)/i;
/** What everybody tries first; `chatket` is the password that compose has when none is set. */
const COMMON_PASSWORDS = new Set(
  'chatket postgres postgresql password passwort passw0rd secret admin root test demo default 123456 12345678 qwerty'.split(
    ' ',
  ),
);

type Source = Record<string, string | undefined>;

/** Outside demo mode no secret may be short or a placeholder: both would let anybody in. */
export function weakSecrets({
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
  if (JWT_SECRET !== undefined && PLACEHOLDER.test(JWT_SECRET)) {
    problems.push('JWT_SECRET: is a placeholder; set one of your own');
  }
  if (isWeakPassword(passwordOf(DATABASE_URL) ?? '', userOf(DATABASE_URL) ?? '')) {
    problems.push(
      'DATABASE_URL: its password is a placeholder; set one of your own (POSTGRES_PASSWORD, where the URL is put together)',
    );
  }
  return problems;
}

/** None at all is no placeholder: some servers admit by other means. */
function isWeakPassword(password: string, user: string): boolean {
  const plain = password.toLowerCase();
  if (plain === '') return false;
  return PLACEHOLDER.test(plain) || COMMON_PASSWORDS.has(plain) || plain === user.toLowerCase();
}
