/** Deletes the account of whoever asks, for good. */
export interface DeleteAccountBody {
  /** Their name, typed by hand. */
  username: string;
  /** What they have written goes too; otherwise it stays, as said by a deleted account. */
  removeMessages?: boolean;
}
