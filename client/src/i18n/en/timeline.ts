export const timeline = {
  'timeline.label': 'Messages',
  'timeline.loading': 'Loading messages',
  'timeline.failed': 'Messages could not be loaded.',
  'timeline.newSince': 'New since {time}',
  'link.leadsTo': '(leads to {place})',
  'link.failed': 'The message could not be loaded.',
  'message.edited': 'edited',
  'message.copyCode': 'Copy code',
  'message.code': 'Code',
  'pending.slow': 'Still sending',
  'pending.waiting': 'Waiting for the connection',
} as const;
