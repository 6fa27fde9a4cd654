export const sections = {
  'presence.idle': 'Away',
  'presence.dnd': 'Do not disturb',
  'presence.offline': 'Offline',
  'presence.invisible': 'Invisible',
  'rooms.favourites': 'Favourites',
  'rooms.direct': 'Direct messages',
  'rooms.archived': 'Archived',
  'rooms.newMessage': 'New message',
  'rooms.menuOf': 'More about {room}',
  'rooms.noDirect': 'Nobody yet. Write to somebody.',
  'rooms.create': 'Create room',
  'rooms.none': 'You are in no room yet. Discover one below, or create your own.',
  'rooms.unread': '{room}, {count} unread',
  'rooms.unreadForMe': '{room}, {count} unread, you are mentioned',
  'rooms.unreadThreads':
    '{room}, {count, plural, one {# thread with something unread} other {# threads with something unread}}',
  'rooms.unreadSome': '{room}, unread',
} as const;
