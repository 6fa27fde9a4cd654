export const forwards = {
  'forward.action': 'Forward',
  'forward.title': 'Forward this message',
  'forward.search': 'Into which room?',
  'forward.rooms': 'Rooms',
  'forward.none': 'No such room in which you can write.',
  'forward.done': 'Forwarded to {room}',
  'forward.open': 'Open',
  'forward.from': 'Forwarded from {name}',
  'forward.fromRoom': 'Forwarded from {name}, {room}',
} as const;
