import type { app as english } from '../en/app';

export const app: Record<keyof typeof english, string> = {
  'app.sidebar': 'Kenar çubuğu',
  'app.openRooms': 'Odaları aç',
  'app.openRoomsUnread': 'Odaları aç, {count} okunmamış',
  'app.openRoomsForMe': 'Odaları aç, {count} okunmamış, adınız geçiyor',
  'app.roomsAndSettings': 'Odalar ve ayarlar',
  'app.goTo': 'Git…',
  'app.search': 'Bir odaya, kişiye veya komuta git',
  'app.roomDetails': 'Oda ayrıntıları',
  'app.roomMembers': 'Odanın üyeleri',
  'app.broken': 'Bu sayfada bir şeyler bozuldu',
  'app.brokenHint': 'Mesajlarınız ve taslaklarınız güvende.',
  'app.reload': 'Sayfayı yenile',
};
