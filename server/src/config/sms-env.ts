import { z } from 'zod';
import { isSafeUrl } from './env-values.js';

const SECRET_MIN = 24;
const SECRET_MAX = 64;
const PREFIX = 'whsec_';

/** By which program text messages go. */
export const SMS_ENV = {
  SMS_WEBHOOK_URL: z
    .string()
    .trim()
    .max(1_000)
    .refine(isSafeUrl, 'must be https://, or http:// on this machine, without a name and a password')
    .optional()
    .describe('The program that sends text messages: it is handed each as JSON; for CODE_DELIVERY=sms.'),
  SMS_WEBHOOK_SECRET: z
    .string()
    .trim()
    .refine(
      (text) => secretBytes(text) !== undefined,
      'must be whsec_ and 24 to 64 bytes in base64, such as from: openssl rand -base64 32',
    )
    .optional()
    .describe('By which that program knows that a message is from this server, as of Standard Webhooks.'),
};

/** The bytes that a secret stands for; undefined where it is none. */
export function secretBytes(text: string): Buffer | undefined {
  const encoded = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text;
  const bytes = Buffer.from(encoded, 'base64');
  const isWhole = bytes.toString('base64').replaceAll('=', '') === encoded.replaceAll('=', '');
  return isWhole && bytes.length >= SECRET_MIN && bytes.length <= SECRET_MAX ? bytes : undefined;
}

/** Who wants text messages sent says by which program, and with which secret. */
export function smsProblems(values: Record<string, string | undefined>): string[] {
  const { CODE_DELIVERY, SMS_WEBHOOK_URL, SMS_WEBHOOK_SECRET } = values;
  const problems: string[] = [];
  if (CODE_DELIVERY === 'sms' && SMS_WEBHOOK_URL === undefined)
    problems.push('SMS_WEBHOOK_URL: is required for CODE_DELIVERY=sms');
  if (SMS_WEBHOOK_URL !== undefined && SMS_WEBHOOK_SECRET === undefined)
    problems.push('SMS_WEBHOOK_SECRET: is required with SMS_WEBHOOK_URL');
  return problems;
}
