export const members = {
  'members.title': 'Members',
  'members.close': 'Close members',
  'members.online': 'Here now',
  'members.offline': 'Offline',
  'members.you': 'you',
  'members.isOnline': 'online',
  'members.isOffline': 'offline',
  'members.search': 'Find a member',
  'members.nobody': 'Nobody here has such a name.',
  'members.loading': 'Loading members',
} as const;
