import type { KeepLogin, LoginMethod, Session, UserRef } from '@chatket/contract';
import type { ProviderLogin } from '../second-factor/factor-gate.js';

/** What a login is answered: the body, and the cookie that goes with it. */
export interface Started {
  session: Session;
  cookie?: string;
  /** By which the browser is known to the account from now on. */
  deviceCookie?: string | undefined;
}

export interface Login extends KeepLogin {
  user: UserRef;
  method: LoginMethod;
  /** For single sign-on. */
  provider?: ProviderLogin | undefined;
  /** When they proved who they are, where that was before it begins. In ms since the epoch. */
  provenAt?: number;
  /** By a second factor, beside what its provider says of when that was. */
  isProvenNow?: boolean | undefined;
  /** Shorter than logins are, if need be. */
  maxSeconds?: number;
}

/** What logging out has ended, and the header that takes the cookie away. */
export interface LoggedOut {
  cookie?: string;
  ended: string[];
}
