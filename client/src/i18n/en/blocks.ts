/** People I do not want to hear. */
export const blocks = {
  'blocks.folded': '{count, plural, one {# message} other {# messages}} of somebody you have blocked',
  'blocks.show': 'Show',
  'blocks.block': 'Block',
  'blocks.unblock': 'Unblock',
  'blocks.unblockOf': 'Unblock {name}',
  'blocks.hint': 'They cannot write to you directly, and what they say is folded. They are not told.',
  'blocks.blocked': '{name} is blocked.',
  'blocks.unblocked': '{name} is not blocked any more.',
  'blocks.undo': 'Undo',
  'blocks.title': 'Blocked people',
  'blocks.none': 'You have blocked nobody.',
} as const;
