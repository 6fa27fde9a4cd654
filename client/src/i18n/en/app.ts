export const app = {
  'app.sidebar': 'Sidebar',
  'app.openRooms': 'Open rooms',
  'app.roomsAndSettings': 'Rooms and settings',
  'app.goTo': 'Go to…',
  'app.search': 'Go to a room, a person or a command',
  'app.roomDetails': 'Room details',
  'app.roomMembers': 'Members of the room',
  'app.sessionOver': 'Your session has ended. Log in again: your drafts and unsent messages are still here.',
  'app.cannotKeep':
    'This browser does not let ChatKet keep anything on this device. Unsent messages and drafts last until you close the page.',
  'app.broken': 'Something broke on this page',
  'app.brokenHint': 'Your messages and drafts are safe.',
  'app.reload': 'Load it again',
  'connection.lost': 'Reconnecting',
  'connection.upToDateAt': 'up to date at {time}',
  'connection.tryNow': 'Try now',
  'home.title': 'Your rooms',
} as const;
