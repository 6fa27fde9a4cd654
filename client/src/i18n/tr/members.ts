import type { members as english } from '../en/members';

export const members: Record<keyof typeof english, string> = {
  'members.title': 'Üyeler',
  'members.close': 'Üyeleri kapat',
  'members.online': 'Şu anda burada',
  'members.offline': 'Çevrimdışı',
  'members.you': 'siz',
  'members.isOnline': 'çevrimiçi',
  'members.isOffline': 'çevrimdışı',
  'members.search': 'Üye bul',
  'members.nobody': 'Burada böyle bir ad yok.',
  'members.loading': 'Üyeler yükleniyor',
};
