import type { keys as english } from '../en/keys';

export const keys: Record<keyof typeof english, string> = {
  'key.ctrl': 'Ctrl',
};
