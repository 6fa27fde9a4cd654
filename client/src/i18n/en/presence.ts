export const presence = {
  'presence.online': 'Online',
} as const;
