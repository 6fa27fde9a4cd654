/** A key on a device of mine, by which I log in. */
export interface Passkey {
  id: string;
  name: string;
  /** Kept by a service, such as that of a phone: it is on several devices and survives the loss of one. */
  isSynced: boolean;
  createdAt: string;
  /** Null: I have not logged in by it yet. */
  usedAt: string | null;
}

/** What `navigator.credentials` is asked for, in the JSON of WebAuthn, and under which id the answer is told. Holds once. */
export interface PasskeyChallenge {
  challengeId: string;
  options: object;
  /** How long the answer is waited for. */
  forMs: number;
}

/** A credential that was made, in the JSON of WebAuthn; all bytes are base64url. */
export interface MadeCredential {
  id: string;
  response: { clientDataJSON: string; attestationObject: string; transports?: string[] };
}

/** A credential that has signed, likewise. */
export interface ShownCredential {
  id: string;
  response: { clientDataJSON: string; authenticatorData: string; signature: string; userHandle?: string };
}

export interface AddPasskeyBody {
  challengeId: string;
  name: string;
  credential: MadeCredential;
}

export interface PasskeyLoginBody {
  challengeId: string;
  credential: ShownCredential;
  session?: 'cookie';
}
