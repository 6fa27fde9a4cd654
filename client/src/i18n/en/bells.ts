export const bells = {
  'notify.bell': 'Notifications: {level}',
  'notify.all': 'All messages',
  'notify.mentions': 'Mentions of my name',
  'notify.none': 'Nothing',
} as const;
