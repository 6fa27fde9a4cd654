import { z } from 'zod';
import { addresses } from './env-values.js';

/** Alerts that are brought to devices by the service of their browser. */
export const PUSH_ENV = {
  PUSH: z
    .enum(['on', 'off'])
    .default('on')
    .describe(
      'Whether people may have messages pushed to their devices, through the service of their browser.',
    ),
  PUSH_CONTENT: z
    .enum(['full', 'sender', 'none'])
    .default('full')
    .describe('What of a message is pushed: all of it, who wrote it and where, or only that there is one.'),
  PUSH_SUBJECT: z
    .string()
    .regex(/^(mailto:[^\s@]+@|https:\/\/)[^\s@]+$/, 'must begin with mailto: or https://')
    .optional()
    .describe('Whom push services may ask about this server; else the address of its client.'),
  PUSH_PRIVATE_ADDRESSES: addresses.describe(
    'Private addresses that may be called as push services, comma-separated: for one of your own.',
  ),
  PUSH_CA_FILE: z
    .string()
    .optional()
    .describe('The certificate of such a service, where nobody known signed it.'),
};
