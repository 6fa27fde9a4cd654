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

export interface Session {
  accessToken: string;
  user: UserRef;
}
