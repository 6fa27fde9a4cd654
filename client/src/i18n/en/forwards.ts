export const forwards = {
  'forward.action': 'Forward',
  'forward.title': 'Forward this message',
  'forward.search': 'Into which room or thread?',
  'forward.rooms': 'Rooms',
  'forward.threads': 'Threads that you follow',
  'forward.none': 'No such room or thread in which you can write.',
  'forward.done': 'Forwarded to {room}',
  'forward.doneThread': 'Forwarded into a thread of {room}',
  'forward.open': 'Open',
  'forward.from': 'Forwarded from {name}',
  'forward.fromRoom': 'Forwarded from {name}, {room}',
} as const;
