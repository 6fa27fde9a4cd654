import type { UserRef } from './users.js';

export interface RequestCodeBody {
  username: string;
}

/** By the mail address of an account, in place of its name. */
export interface LoginByEmail {
  email: string;
}

/** The mail address of my account. */
export interface MyEmail {
  /** Null while there is none. */
  address: string | null;
  /** Whether this server sends mails. */
  canSend: boolean;
}

export interface RequestCodeAnswer {
  message: string;
  /** Only when codes are delivered in the response (demo mode). */
  code?: string;
}

/** How a login is kept: in a cookie that pages cannot read, behind short access tokens. Missing for one long token. */
export interface KeepLogin {
  session?: 'cookie';
}

export interface VerifyCodeBody extends KeepLogin {
  username: string;
  code: string;
}

/** A guest's login with a name of their own: they stay who they are. */
export type UpgradeBody = VerifyCodeBody;

export interface Session {
  accessToken: string;
  user: UserRef;
  /** Life of the token in milliseconds, for a login that is kept in a cookie: refresh it before. */
  expiresInMs?: number;
}
