/** What people are called on the server, by `SERVER_ROLES`. */
export const ROLE_NAMES = ['server.role.person', 'server.role.admin', 'server.role.owner'] as const;

export const roleName = (role: number) => ROLE_NAMES[role] ?? 'server.role.person';
