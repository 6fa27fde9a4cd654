export const common = {
  'common.cancel': 'Cancel',
  'common.close': 'Close',
  'common.retry': 'Try again',
  'time.today': 'Today',
  'time.yesterday': 'Yesterday',
  'time.yesterdayAt': 'Yesterday {time}',
} as const;
