export const account = {
  'account.online': 'Online',
  'account.connecting': 'Connecting',
  'account.menu': 'Settings',
} as const;
