export const door = {
  'app.newVersion': 'A new version is ready',
  'app.newVersionReload': 'Reload',
  'app.newVersionLater': 'Not now',
  'door.join': 'Join a room',
  'door.room': 'Room',
  'door.unknown': 'This room is not here',
  'door.unknownHint': 'The link may be wrong, or the room is gone.',
  'door.failed': 'The room could not be loaded.',
  'app.cannotKeep':
    'This browser does not let ChatKet keep anything on this device. Unsent messages and drafts last until you close the page.',
  'connection.lost': 'Reconnecting',
  'connection.whenBack': 'It comes by itself when the connection is back.',
  'connection.partMissing': 'A part of this page could not be loaded yet. It is tried again by itself.',
  'connection.upToDateAt': 'up to date at {time}',
  'connection.tryNow': 'Try now',
} as const;
