export const notifications = {
  'notify.title': 'Notify me about',
  'notify.blocked': 'This browser blocks notifications from here. Allow them in its settings for this site.',
  'notify.unsupported': 'This browser cannot show notifications.',
  'notify.ask': 'The browser will ask once whether it may show them.',
  'notify.from': '{name} in {room}',
} as const;
