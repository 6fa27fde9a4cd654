export const account = {
  'account.connecting': 'Connecting',
  'account.menu': 'Settings',
  'account.deleted': 'Deleted account',
  'account.guest': 'guest',
  'account.bot': 'bot',
  'account.keepName': 'Take a name of your own',
} as const;
