import type { sections as english } from '../en/sections';

export const sections: Record<keyof typeof english, string> = {
  'presence.idle': 'Uzakta',
  'presence.dnd': 'Rahatsız etmeyin',
  'presence.offline': 'Çevrimdışı',
  'presence.invisible': 'Görünmez',
  'rooms.favourites': 'Sık kullanılanlar',
  'rooms.direct': 'Doğrudan mesajlar',
  'rooms.archived': 'Arşiv',
  'rooms.newMessage': 'Yeni mesaj',
  'rooms.menuOf': '{room}: diğer seçenekler',
  'rooms.noDirect': 'Henüz kimse yok. Birine yazın.',
  'rooms.create': 'Oda oluştur',
  'rooms.none': 'Henüz hiçbir odada değilsiniz. Aşağıdan bir oda keşfedin veya kendi odanızı oluşturun.',
  'rooms.unread': '{room}, {count} okunmamış',
  'rooms.unreadForMe': '{room}, {count} okunmamış, adınız geçiyor',
  'rooms.unreadThreads': '{room}, {count} yanıt dizisinde okunmamış',
  'rooms.unreadSome': '{room}, okunmamış',
};
