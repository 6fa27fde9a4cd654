import type { KeepLogin } from './auth.js';

/** A login that is handed to another device: offered by one that is logged in, within two minutes, once. */
export interface Handoff {
  id: string;
  /** Worth asking, no more: it stands behind the # of the address that the other device opens. */
  token: string;
  forMs: number;
}

/** What stands with the device that offers. */
export type HandoffState =
  /** Nobody has opened it yet. */
  | { state: 'offered' }
  /** A device asks, and shows a number. */
  | { state: 'asked'; agent: string; network: string }
  /** It was let in, and may not be there yet. */
  | { state: 'approved' };

export interface HandoffTokenBody {
  token: string;
}

/** Whose account a device would be let into. */
export interface HandoffLook {
  username: string;
}

/** What the device that asks is told. */
export interface HandoffClaim {
  /** By which it is let in, once the other device has said so. */
  claim: string;
  /** Shown by this device, and typed on the other one. */
  number: string;
  forMs: number;
}

export interface HandoffApproval {
  number: string;
}

export interface HandoffFinish extends KeepLogin {
  claim: string;
}

export const HANDOFF_DIGITS = 2;
