export const app = {
  'app.sidebar': 'Sidebar',
  'app.openRooms': 'Open rooms',
  'app.openRoomsUnread': 'Open rooms, {count} unread',
  'app.openRoomsForMe': 'Open rooms, {count} unread, you are mentioned',
  'app.roomsAndSettings': 'Rooms and settings',
  'app.goTo': 'Go to…',
  'app.search': 'Go to a room, a person or a command',
  'app.roomDetails': 'Room details',
  'app.roomMembers': 'Members of the room',
  'app.broken': 'Something broke on this page',
  'app.brokenHint': 'Your messages and drafts are safe.',
  'app.reload': 'Load it again',
} as const;
