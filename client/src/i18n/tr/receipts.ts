import type { receipts as english } from '../en/receipts';

export const receipts: Record<keyof typeof english, string> = {
  'receipts.title': 'Görenler',
  'receipts.seenBy': 'Gören: {names}',
  'receipts.seenByMore': 'Gören: {names} ve {count, plural, one {# kişi daha} other {# kişi daha}}',
  'receipts.sent': 'Gönderildi',
  'receipts.delivered': 'İletildi',
  'receipts.read': 'Okundu',
  'privacy.title': 'Gizlilik',
  'privacy.reads': 'Neleri okuduğumu başkaları görsün',
  'privacy.readsHint': 'Kapalıysa siz de başkalarının neleri okuduğunu göremezsiniz.',
  'privacy.lastSeen': 'Son görülme zamanımı başkaları görsün',
  'privacy.lastSeenHint': 'Kapalıysa siz de başkalarınınkini göremezsiniz.',
  'privacy.invisible': 'Görünmez ol',
  'privacy.invisibleHint':
    'Tüm cihazlarınızda herkese çevrimdışı görünürsünüz; her zamanki gibi okur ve yazarsınız.',
  'privacy.wasHere': 'Son görülme: {when}',
};
