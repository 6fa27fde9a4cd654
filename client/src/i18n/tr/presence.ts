import type { presence as english } from '../en/presence';

export const presence: Record<keyof typeof english, string> = {
  'presence.online': 'Çevrimiçi',
};
