import type { bells as english } from '../en/bells';

export const bells: Record<keyof typeof english, string> = {
  'notify.bell': 'Bildirimler: {level}',
  'notify.all': 'Tüm mesajlar',
  'notify.mentions': 'Adımın geçtiği mesajlar',
  'notify.none': 'Hiçbir şey',
};
