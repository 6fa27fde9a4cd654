import type { rooms as english } from '../en/rooms';

export const rooms: Record<keyof typeof english, string> = {
  'rooms.title': 'Odalar',
  'rooms.create': 'Oda oluştur',
  'rooms.failed': 'Odalarınız yüklenemedi.',
  'rooms.none': 'Henüz hiçbir odada değilsiniz. Aşağıdan bir oda keşfedin veya kendi odanızı oluşturun.',
  'rooms.loading': 'Odalar yükleniyor',
  'rooms.discover': 'Odaları keşfet',
  'rooms.unread': '{room}, {count} okunmamış',
  'rooms.unreadForMe': '{room}, {count} okunmamış, adınız geçiyor',
  'rooms.unreadSome': '{room}, okunmamış',
  'rooms.members': '{count, plural, other {# üye}}',
  'rooms.showMembers': 'Üyeler',
  'rooms.copyLink': 'Davet bağlantısını kopyala',
  'rooms.linkCopied': 'Davet bağlantısı kopyalandı. Bağlantıyı açan herkes katılabilir.',
  'rooms.linkNotCopied': 'Bağlantı kopyalanamadı. Adres çubuğundan kopyalayın.',
  'rooms.more': 'Bu oda hakkında daha fazlası',
  'rooms.settings': 'Oda ayarları',
  'rooms.private': 'Özel oda',
  'rooms.leave': 'Odadan ayrıl',
  'rooms.seeAll': 'Tüm odaları gör',
};
