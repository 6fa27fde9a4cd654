/** What was taken from an account whose person cannot log in any more. */
export interface FactorsReset {
  /** Whether a second factor was asked for. */
  hadFactor: boolean;
  /** How many passkeys are gone. */
  passkeys: number;
  /** How many stay, as there is no other way into the account. */
  passkeysKept: number;
}

/** A job that has failed, and was not done since. */
export interface FailedJob {
  id: string;
  /** What the server calls such work. Why it failed stands in its log, as it may name people. */
  kind: string;
  tries: number;
  /** It is not tried again by itself. */
  isOver: boolean;
  /** When it failed last. */
  at: string;
  /** When it is tried again; missing where it is over. */
  againAt?: string;
}

/** What those who run the server see of how it is. */
export interface ServerState {
  versions: { chatket: string; node: string; postgres: string };
  /** Of the process that has answered. */
  uptimeSeconds: number;
  database: 'up' | 'refusing' | 'down';
  redis: 'up' | 'down' | 'off';
  jobs: {
    /** How many are due and not done yet. */
    waiting: number;
    /** The one that is tried last first. */
    failed: FailedJob[];
  };
}
