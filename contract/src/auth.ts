import type { UserRef } from './users.js';

export interface RequestCodeBody {
  username: string;
}

export interface RequestCodeAnswer {
  message: string;
  /** Only when codes are delivered in the response (demo mode). */
  code?: string;
}

export interface VerifyCodeBody {
  username: string;
  code: string;
}

/** A guest's login with a name of their own: they stay who they are. */
export type UpgradeBody = VerifyCodeBody;

export interface Session {
  accessToken: string;
  user: UserRef;
}
