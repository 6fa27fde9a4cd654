export const members = {
  'members.title': 'Members',
  'members.close': 'Close members',
  'members.online': 'Here now',
  'members.offline': 'Away',
  'members.you': 'you',
  'members.isOnline': 'online',
  'members.isOffline': 'offline',
  'members.loading': 'Loading members',
} as const;
