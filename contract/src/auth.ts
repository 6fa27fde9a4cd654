import type { UserRef } from './users.js';

export interface RequestCodeBody {
  username: string;
}

/** By the mail address of an account, in place of its name. */
export interface LoginByEmail {
  email: string;
}

export interface VerifyEmailCodeBody extends LoginByEmail, KeepLogin {
  code: string;
  /** For a new account, where an address makes one: asked for by `NAME_NEEDED`, which leaves the code as it is. */
  username?: string;
  invite?: string;
}

/** A login code that waits for being handed over by those who run the server. */
export interface WaitingCode {
  username: string;
  /** Whether there is an account of that name. */
  isKnown: boolean;
  /** When it is over. */
  until: string;
}

export interface ShownCode {
  code: string;
}

/** What a mail of the server is about; a text message counts as one. */
export type MailKind = 'code' | 'notice' | 'digest' | 'sms';

/** A mail that could not be sent. */
export interface FailedMail {
  kind: MailKind;
  /** What the mail server answered, such as `550`, or why it could not be asked, such as `ECONNREFUSED`. */
  reason: string;
  tries: number;
  /** It is not tried again. */
  isOver: boolean;
  at: string;
}

/** The mail address of my account. */
export interface MyEmail {
  /** Null while there is none. */
  address: string | null;
  /** Whether this server sends mails. */
  canSend: boolean;
}

/** The phone of my account. */
export interface MyPhone {
  /** As of E.164, such as `+491701234567`; null while there is none. */
  number: string | null;
  /** Whether this server sends text messages. */
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
export type AuthMethod = 'code' | 'password' | 'passkey' | 'oidc';

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
