import type { timeline as english } from '../en/timeline';

export const timeline: Record<keyof typeof english, string> = {
  'timeline.label': 'Mesajlar',
  'timeline.loading': 'Mesajlar yükleniyor',
  'timeline.failed': 'Mesajlar yüklenemedi.',
  'timeline.createdBy': 'Bu odayı {name} açtı',
  'timeline.newSince': '{time} sonrası yeni',
  'link.leadsTo': '(gittiği yer: {place})',
  'link.failed': 'Mesaj yüklenemedi.',
  'message.edited': 'düzenlendi',
  'message.deleted': 'Silindi',
  'message.deletedBy': '{name} sildi',
  'message.deletedWhy': '{name} sildi: {reason}',
  'message.quoteGone': 'Silinmiş mesaj',
  'message.quoteOf': '{name} adlı kişiye yanıt: {text}',
  'message.reaction': '{emoji}, {names}',
  'message.reactors': '{names} ve {count, plural, other {# kişi daha}}',
  'message.copyCode': 'Kodu kopyala',
  'message.code': 'Kod',
  'pending.slow': 'Hâlâ gönderiliyor',
  'pending.waiting': 'Bağlantı bekleniyor',
};
