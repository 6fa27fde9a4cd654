import type { unread as english } from '../en/unread';

export const unread: Record<keyof typeof english, string> = {
  'timeline.newMessages': '{count, plural, one {# yeni mesaj} other {# yeni mesaj}}',
  'timeline.said': '{name}: {text}',
  'timeline.empty': '{room} odasında henüz bir şey yok',
  'timeline.emptyHint': 'Merhaba de. Katılan herkes okuyabilecek.',
  'timeline.invite': 'Birilerini davet et',
  'unread.label': 'Okunmamış mesajlar',
  'unread.bar': '{time} sonrası {count, plural, one {# yeni} other {# yeni}}',
  'unread.away': '{count, plural, one {Sen yokken # yeni mesaj geldi} other {Sen yokken # yeni mesaj geldi}}',
  'unread.jump': 'Git',
  'unread.markRead': 'Okundu say',
  'unread.dismiss': 'Kapat',
  'link.missing': 'Bu mesaj burada yok',
  'link.missingHint': 'Bağlantı yanlış olabilir ya da mesaj artık yok.',
  'link.latest': 'En yeni mesajlara git',
};
