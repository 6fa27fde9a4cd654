export interface UserRef {
  id: string;
  username: string;
}

/** What people are on the server: its admins keep order in all rooms (`decideAsServer`), its owners say who is an admin. */
export const SERVER_ROLES = { person: 0, admin: 1, owner: 2 } as const;

/** Who I am. */
export interface Me extends UserRef {
  createdAt: string;
  /** `SERVER_ROLES`. */
  serverRole: number;
}
