export const NEW_ACCOUNT_BOUNDS = { hoursMax: 30 * 24, messagesPerHourMax: 1_000 } as const;

/** What new accounts may not do yet; never those who run the server, nor, in a room that they moderate, anybody. */
export interface NewAccountLimits {
  /** For so many hours an account is new; 0: no account is. */
  hours: number;
  /** So many messages in an hour, all rooms together; null: as many as everybody. */
  messagesPerHour: number | null;
  /** Whether they send links. */
  links: boolean;
  /** Whether they write to people they share no private room with. */
  direct: boolean;
}
