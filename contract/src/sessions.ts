import { SAMPLE } from './samples.js';
import type { ClientEventOf, EventExamples, ServerEventOf } from './wire.js';

/** `browser`: kept in a cookie. `token`: one long access token, as clients of the plain contract have it. */
export type SessionKind = 'browser' | 'token';

/**
 * How somebody has logged in. `token`: with a token of before, which moved into a cookie; `handoff`: let in by another login of
 * theirs.
 */
export type LoginMethod = 'code' | 'password' | 'passkey' | 'oidc' | 'guest' | 'token' | 'setup' | 'handoff';

/** A login of mine that is alive. */
export interface LoginSession {
  id: string;
  kind: SessionKind;
  method: LoginMethod;
  /** What its client last called itself (`User-Agent`); empty where it said nothing. */
  agent: string;
  /** Where it was last seen: an IPv4 address, or the /64 of an IPv6 one. */
  network: string;
  createdAt: string;
  /** To within a few minutes. */
  lastSeenAt: string;
  /** The one that asks. */
  isThis: boolean;
}

declare module './wire.js' {
  interface ClientToServer {
    /** Goes on with a fresh token of the same person; the connection lives as long as that. */
    'auth:refresh': ClientEventOf<{ token: string }, { expiresAt: string }>;
  }
  interface ServerToClient {
    /** The token of this connection ends soon: refresh it, and tell by `auth:refresh`. */
    'auth:expiring': ServerEventOf<{ expiresAt: string; forMs: number }>;
    /** The token of this connection has expired; the server disconnects next. */
    'auth:expired': ServerEventOf<{ expiredAt: string }>;
    /** The session of this connection was ended, here or elsewhere; the server disconnects next. */
    'auth:revoked': ServerEventOf<Record<string, never>>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function sessionEvents() {
  return {
    client: {
      'auth:refresh': {
        summary:
          'Go on with a fresh token of the same person, without a new connection. A token of somebody else ends the connection.',
        payload: { token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.…' },
        ack: { expiresAt: SAMPLE.createdAt },
      },
    },
    server: {
      'auth:expiring': {
        summary: 'The token ends soon: get a fresh one, and hand it over by `auth:refresh`.',
        payload: { expiresAt: SAMPLE.createdAt, forMs: 60_000 },
      },
      'auth:expired': {
        summary: 'The token has expired; the server disconnects next.',
        payload: { expiredAt: SAMPLE.createdAt },
      },
      'auth:revoked': {
        summary: 'The session was ended, on this device or on another; the server disconnects next.',
        payload: {},
      },
    },
  } as const satisfies EventExamples;
}
