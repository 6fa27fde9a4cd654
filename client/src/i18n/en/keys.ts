export const keys = {
  'key.ctrl': 'Ctrl',
} as const;
