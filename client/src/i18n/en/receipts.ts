export const receipts = {
  'receipts.title': 'Seen by',
  'receipts.seenBy': 'Seen by {names}',
  'receipts.seenByMore': 'Seen by {names} and {count, plural, one {# other} other {# others}}',
  'receipts.sent': 'Sent',
  'receipts.delivered': 'Delivered',
  'receipts.read': 'Read',
  'privacy.title': 'Privacy',
  'privacy.reads': 'Tell others what I have read',
  'privacy.readsHint': 'Without it you do not see what others have read either.',
  'privacy.lastSeen': 'Tell others when I was last here',
  'privacy.lastSeenHint': 'Without it you do not see it of others either.',
  'privacy.wasHere': 'Last seen {when}',
} as const;
