import type { UserRef } from './users.js';

export interface RequestCodeBody {
  username: string;
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
  /** Token of a link into a room: for a new account where these need one. */
  invite?: string;
}

/** The link that a server prints while nobody owns it. */
export interface SetupLinkBody {
  token: string;
}

/** The first account by that link; it owns the server. */
export interface SetupBody extends SetupLinkBody, KeepLogin {
  username: string;
  /** Where people log in with passwords. */
  password?: string;
}

/** How one may prove here who one is. */
export type AuthMethod = 'code' | 'password';

/** What may be asked for beside that, of people who have switched it on. */
export type FactorMethod = 'totp' | 'recovery';

export interface PasswordBody extends KeepLogin {
  username: string;
  password: string;
}

export interface RegisterBody extends PasswordBody {
  /** Token of a link into a room: for a new account where these need one. */
  invite?: string;
}

export interface PasswordState {
  isSet: boolean;
}

export interface ChangePasswordBody {
  password: string;
  /** The one that it takes the place of. */
  current?: string;
}

/** What goes with `SECOND_FACTOR`: who proves the second factor under this id is logged in. */
export interface FactorChallenge {
  challengeId: string;
  methods: FactorMethod[];
}

export interface SecondFactorBody {
  challengeId: string;
  /** Of the authenticator app, or a recovery code. */
  code: string;
}

export interface SecondFactorState {
  isOn: boolean;
  /** Recovery codes that are not used yet. */
  recoveryLeft: number;
}

/** What an authenticator app has to know. It counts when a code of it has come back. */
export interface NewSecondFactor {
  /** Base32, to be typed. */
  secret: string;
  /** An SVG with the same as a QR code, as a `data:` address. */
  qr: string;
}

/** Shown once. */
export interface RecoveryCodes {
  recoveryCodes: string[];
}

export interface FactorCodeBody {
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
