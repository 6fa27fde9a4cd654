import { z } from 'zod';
import { domains, isSafeUrl, onOff } from './env-values.js';

const ROLES = { admin: 1, owner: 2 } as const;

/** What somebody is on the server who is in a group. */
export interface GroupRole {
  group: string;
  /** `SERVER_ROLES`. */
  role: number;
}

const issuer = z
  .string()
  .trim()
  .max(255)
  .refine(isIssuer, 'must be https://, or http:// on this machine, with nothing behind its path');

/** Groups and what they make of somebody: `chat-admins:admin,bosses:owner`. The last colon counts. */
const roleMap = z
  .string()
  .default('')
  .transform((text, context) => {
    const parts = text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
    return parts.flatMap((part): GroupRole[] => {
      const [, group, role] = /^(\S(?:.*\S)?):(admin|owner)$/.exec(part) ?? [];
      if (group !== undefined && role !== undefined)
        return [{ group, role: ROLES[role as keyof typeof ROLES] }];
      const message = `must be groups with admin or owner behind a colon; ${part} is none`;
      context.addIssue({ code: 'custom', message });
      return [];
    });
  });

/** Single sign-on by a provider of OpenID Connect. */
export const OIDC_ENV = {
  OIDC_ISSUER: issuer
    .optional()
    .describe('The provider of single sign-on (OpenID Connect), as it calls itself; for AUTH_METHODS oidc.'),
  OIDC_CLIENT_ID: z.string().max(255).optional().describe('What this server is called there.'),
  OIDC_CLIENT_SECRET: z
    .string()
    .max(1_024)
    .optional()
    .describe('By which this server proves that to the provider; without it, only by PKCE.'),
  OIDC_SCOPES: z
    .string()
    .trim()
    .regex(/^openid( [\w.:/-]+)*$/, 'must begin with openid, with spaces between')
    .default('openid email profile')
    .describe('What is asked of the provider.'),
  OIDC_NAME: z
    .string()
    .trim()
    .max(40)
    .default('Single sign-on')
    .describe('What stands on the button of the login page.'),
  OIDC_AUTO_CREATE: onOff('on').describe(
    'Whether somebody whom the provider knows gets an account with the first login: on or off.',
  ),
  OIDC_LINK_BY_EMAIL: onOff('off').describe(
    'Whether an address that the provider has verified leads to the account that has shown it is theirs: only for a provider whose word on addresses you trust.',
  ),
  OIDC_DOMAINS: domains.describe(
    'Only people with a verified mail address of these domains are let in, comma-separated; empty for all.',
  ),
  OIDC_GROUPS_CLAIM: z
    .string()
    .trim()
    .max(200)
    .default('groups')
    .describe('Where the provider tells the groups of somebody; dots lead into objects.'),
  OIDC_ROLE_MAP: roleMap.describe(
    'What members of groups are on this server, such as chat-admins:admin; owner is possible too.',
  ),
  OIDC_REQUIRED_GROUP: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe('Only members of this group are let in.'),
};

/** Who wants single sign-on says at which provider. */
export function oidcProblems(values: Record<string, string | undefined>): string[] {
  const methods = (values.AUTH_METHODS ?? '').split(',').map((method) => method.trim());
  if (!methods.includes('oidc')) return [];
  return (['OIDC_ISSUER', 'OIDC_CLIENT_ID'] as const)
    .filter((key) => values[key] === undefined)
    .map((key) => `${key}: is required for AUTH_METHODS oidc`);
}

function isIssuer(text: string): boolean {
  return isSafeUrl(text) && new URL(text).search === '';
}
