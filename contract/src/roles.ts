/** What a member is in a room: whoever has a greater number may do what those below may, and more. */
export const ROLES = { member: 0, moderator: 1, admin: 2, owner: 3 } as const;

export type RoleName = keyof typeof ROLES;

/** What a number means: the greatest role that is not above it. Nobody is less than a member. */
export function roleName(role: number): RoleName {
  const names = Object.keys(ROLES) as RoleName[];
  return names.findLast((name) => ROLES[name] <= role) ?? 'member';
}
