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
  'privacy.readsHint': 'Kapalıysa sen de başkalarının neleri okuduğunu göremezsin.',
  'privacy.lastSeen': 'Son görülme zamanımı başkaları görsün',
  'privacy.lastSeenHint': 'Kapalıysa sen de başkalarınınkini göremezsin.',
  'privacy.wasHere': 'Son görülme: {when}',
};
