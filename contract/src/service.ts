import type { AuthMethod } from './auth.js';
import type { Registration } from './server-settings.js';
import type { EventExamples, ServerEventOf } from './wire.js';

export interface Health {
  status: 'ok' | 'unavailable';
  /** refusing: it answers, yet takes no writes. */
  database: 'up' | 'refusing' | 'down';
  /** Whether the server can write its log. It works without, but nobody will know what happened. */
  log: 'up' | 'down';
  /** off: there is none, and none is needed. The server works without. */
  redis: 'up' | 'down' | 'off';
  draining: boolean;
  uptimeSeconds: number;
  version: string;
}

/** What a client may know before anybody has logged in. */
export interface PublicConfig {
  version: string;
  codeDelivery: 'response' | 'log' | 'mail' | 'sms';
  /** Whether this server sends mails: people may log in by an address. */
  mail: boolean;
  /** How one logs in here. */
  authMethods: AuthMethod[];
  /** How the button of single sign-on is called, where there is one. */
  oidcName?: string;
  /** True when codes are shown to whoever asks: anybody can log in as anybody. */
  demo: boolean;
  /** How long a message may be for clients that take the log, where the room does not say less. */
  messageTextMax: number;
  /** How large a file may be, in bytes. */
  fileSizeMax: number;
  /** The most messages that a room may allow within its window. */
  roomRateMax: number;
  /** The rate limit of rooms that have none of their own. */
  rate: PublicRate;
  /** Whether owners may make links that let people in with a name only. */
  guestLinks: boolean;
  /** Who may make an account. */
  registration: Registration;
  /** What this server is called, and its emoji, where they have been given. */
  serverName?: string;
  serverIcon?: string;
}

export interface PublicRate {
  messages: number;
  windowSeconds: number;
  muteSeconds: number;
}

/** Header with the cursor of the next page of a list; missing on the last page. */
export const NEXT_CURSOR_HEADER = 'X-Next-Cursor';

declare module './wire.js' {
  interface ServerToClient {
    /** The server is stopping: connect again after this time, chosen so that not everybody comes at once. */
    'server:draining': ServerEventOf<{ reconnectAfterMs: number }>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function serviceEvents() {
  return {
    server: {
      'server:draining': {
        summary:
          'The server is stopping: connect again after this time. What is under way is still answered.',
        payload: { reconnectAfterMs: 1200 },
      },
    },
  } as const satisfies EventExamples;
}
