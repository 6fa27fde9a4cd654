/** How large a run is. */
export interface Scale {
  rooms: number;
  users: number;
  maxDevices: number;
  /** Sends tried per second, over everybody. */
  rate: number;
  plainClients: number;
  slowClients: number;
  flappingClients: number;
  duplicateSenders: number;
  wanderers: number;
  /** How many people are out at a time who were put out. */
  removals: number;
  /** Life of a token. */
  tokenLifeMs: number;
  /** Sends that are under way all the time in a room with few listeners: for the number of acks, not for the screens. */
  pouring: number;
  /** Whether people send files, show pictures and link to pages. */
  hasAlbum: boolean;
  /** Part of the acts that the duplicate senders do, who wait for no undo. */
  duplicateShare: number;
  /** Part of the messages that are as long as they may be. */
  longShare: number;
}

export const SMALL: Scale = {
  rooms: 3,
  users: 6,
  maxDevices: 2,
  rate: 120,
  plainClients: 2,
  slowClients: 1,
  flappingClients: 1,
  duplicateSenders: 1,
  wanderers: 1,
  removals: 1,
  tokenLifeMs: 12 * 3_600_000,
  longShare: 0.02,
  duplicateShare: 0.03,
  pouring: 0,
  hasAlbum: false,
};

/** Few people, and as many sends as are taken: for the number of them. */
export const POURED: Scale = { ...SMALL, rate: 60, pouring: 80 };

export const LARGE: Scale = {
  ...SMALL,
  rooms: 8,
  users: 24,
  maxDevices: 3,
  rate: 700,
  plainClients: 2,
  slowClients: 2,
  flappingClients: 2,
  duplicateSenders: 2,
  wanderers: 2,
  removals: 3,
  pouring: 60,
  hasAlbum: true,
};
