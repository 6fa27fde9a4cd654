export const rooms = {
  'rooms.title': 'Rooms',
  'rooms.notes': 'Notes',
  'rooms.arrange': 'Arrange the sidebar',
  'rooms.failed': 'Your rooms could not be loaded.',
  'rooms.loading': 'Loading rooms',
  'rooms.discover': 'Discover rooms',
  'rooms.members': '{count, plural, one {# member} other {# members}}',
  'rooms.showMembers': 'Members',
  'rooms.copyLink': 'Copy invite link',
  'rooms.more': 'More about this room',
  'rooms.private': 'Private room',
} as const;
