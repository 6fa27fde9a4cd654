import { z } from 'zod';

/** The address of a mail server, with the name and the password of an account there. */
const smtpUrl = z
  .string()
  .refine(isSmtpUrl, 'must be smtp://user:password@host:587, smtps://…:465, or smtp://host:25?tls=none');

/** By which server mails go, as whose, and what stands in them. */
export const MAIL_ENV = {
  SMTP_URL: smtpUrl
    .optional()
    .describe('The mail server: smtp:// for STARTTLS, smtps:// for TLS, ?tls=none for neither.'),
  SMTP_CA_FILE: z
    .string()
    .optional()
    .describe('The certificate of the mail server, where nobody known signed it.'),
  MAIL_FROM: z
    .string()
    .regex(/^[^\s@<>]{1,64}@[^\s@<>]{1,250}$/, 'must be a mail address')
    .optional()
    .describe('Whom mails of this server are from.'),
  MAIL_DIGEST: z
    .enum(['full', 'sender', 'none', 'off'])
    .default('sender')
    .describe(
      'Mails of what people have missed: with the messages, with who wrote and where, with a number only; off sends none.',
    ),
};

/** Who wants mails sent says by which server, and as whom. */
export function mailProblems(values: Record<string, string | undefined>): string[] {
  const { CODE_DELIVERY, SMTP_URL, MAIL_FROM } = values;
  const problems: string[] = [];
  if (CODE_DELIVERY === 'mail' && SMTP_URL === undefined)
    problems.push('SMTP_URL: is required for CODE_DELIVERY=mail');
  if (SMTP_URL !== undefined && MAIL_FROM === undefined)
    problems.push('MAIL_FROM: is required with SMTP_URL');
  return problems;
}

function isSmtpUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, searchParams } = new URL(value);
  const tls = searchParams.get('tls');
  return (
    (protocol === 'smtp:' || protocol === 'smtps:') && hostname !== '' && (tls === null || tls === 'none')
  );
}
