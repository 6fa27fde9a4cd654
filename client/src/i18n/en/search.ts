export const search = {
  'search.title': 'Search messages',
  'search.placeholder': 'Words, "a phrase", from:, in:, has:link',
  'search.results': 'Messages found',
  'search.hint':
    'Any part of a word of three letters or more, the beginning of one by two, an address, a "phrase"; -word leaves out. Filters narrow it:',
  'search.filters': 'Filters',
  'search.recent': 'Searched before',
  'search.problem': '{filter} needs a value it knows, a day as 2026-01-31.',
  'search.values': '{filter} knows these: {values}.',
  'search.none': 'Nothing was found. Try fewer words, or without a filter.',
  'search.noneShort':
    'Nothing was found. Two letters find beginnings of words, one letter finds it standing alone.',
  'search.more': 'Show older ones',
  'search.partial': 'There was too much to look through. A further word or a filter finds more.',
  'search.building': 'Older messages are still being taken in: some may be missing.',
  'search.count': '{count, plural, =0 {Nothing found} one {# message found} other {# messages found}}',
  'search.edited': '(edited)',
  'search.otherRoom': 'Another room',
  'command.search': 'Search messages',
  'command.searchFor': 'Search messages for “{text}”',
  'shortcuts.search': 'Search messages',
  'rooms.search': 'Search in this room',
} as const;
