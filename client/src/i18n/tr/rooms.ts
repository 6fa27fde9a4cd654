import type { rooms as english } from '../en/rooms';

export const rooms: Record<keyof typeof english, string> = {
  'rooms.title': 'Odalar',
  'rooms.notes': 'Notlar',
  'rooms.arrange': 'Kenar çubuğunu düzenle',
  'rooms.failed': 'Odalarınız yüklenemedi.',
  'rooms.loading': 'Odalar yükleniyor',
  'rooms.discover': 'Odaları keşfet',
  'rooms.members': '{count, plural, other {# üye}}',
  'rooms.showMembers': 'Üyeler',
  'rooms.copyLink': 'Davet bağlantısını kopyala',
  'rooms.more': 'Bu oda hakkında daha fazlası',
  'rooms.private': 'Özel oda',
};
