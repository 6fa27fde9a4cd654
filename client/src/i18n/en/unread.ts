export const unread = {
  'timeline.newMessages': '{count, plural, one {# new message} other {# new messages}}',
  'timeline.said': '{name}: {text}',
  'timeline.empty': 'Nothing in {room} yet',
  'timeline.emptyHint': 'Say hello. Everyone who joins will be able to read it.',
  'timeline.invite': 'Invite people',
  'unread.label': 'Unread messages',
  'unread.bar': '{count, plural, one {# new} other {# new}} since {time}',
  'unread.away':
    '{count, plural, one {# new message while you were away} other {# new messages while you were away}}',
  'unread.jump': 'Jump',
  'unread.markRead': 'Mark read',
  'unread.dismiss': 'Dismiss',
  'link.missing': 'This message is not here',
  'link.missingHint': 'The link may be wrong, or the message is gone.',
  'link.latest': 'Go to the latest messages',
} as const;
