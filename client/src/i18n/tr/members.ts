import type { members as english } from '../en/members';

export const members: Record<keyof typeof english, string> = {
  'members.title': 'Üyeler',
  'members.close': 'Üyeleri kapat',
  'members.online': 'Şu anda burada',
  'members.offline': 'Uzakta',
  'members.you': 'siz',
  'members.isOnline': 'çevrimiçi',
  'members.isOffline': 'çevrimdışı',
  'members.loading': 'Üyeler yükleniyor',
};
