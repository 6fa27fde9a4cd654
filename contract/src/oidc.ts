import type { ErrorCode } from './errors.js';

/** My account at the provider of single sign-on. */
export interface MyOidc {
  /** How the login of the provider is called here. */
  name: string;
  /** How the provider calls me; null while it does not know this account. */
  label: string | null;
  createdAt: string | null;
  usedAt: string | null;
}

/** Where a page goes on: to the provider, which sends the browser back. */
export interface OidcWay {
  url: string;
}

/**
 * By which rule a login of the provider leads to an account: it is known already, it has the verified address of one, a new one
 * is made, or nobody is let in.
 */
export type OidcRule = 'known' | 'address' | 'new' | 'refused';

/** What a provider has said of somebody, and what would have come of it. Nobody was logged in. */
export interface OidcTestResult {
  /** Undefined where the provider has said nothing that counts. */
  claims?: Record<string, unknown>;
  rule: OidcRule;
  /** Of the account that it leads to, or the name of a new one. */
  username?: string;
  /** Why nobody would be let in. */
  why?: ErrorCode;
  /** What was wrong, in the words of the protocol. */
  problem?: string;
  /** What they would be on the server, where groups decide that: `SERVER_ROLES`. */
  serverRole?: number;
}

/** Behind the # of the page that a login by the provider comes back to. */
export const OIDC_RETURN = {
  /** The login is in the cookie. */
  done: 'done',
  linked: 'linked',
  /** Followed by the id of a result. */
  test: 'test-',
  /** Followed by the id under which the second factor is proven. */
  factor: 'factor-',
} as const;

/** What logging out is answered where the provider is to be told too: the browser goes there. */
export interface LogOutAnswer {
  url: string;
}
