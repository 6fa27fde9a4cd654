import type { timeline as english } from '../en/timeline';

export const timeline: Record<keyof typeof english, string> = {
  'timeline.label': 'Mesajlar',
  'timeline.loading': 'Mesajlar yükleniyor',
  'timeline.failed': 'Mesajlar yüklenemedi.',
  'timeline.newSince': '{time} sonrası yeni',
  'link.leadsTo': '(gittiği yer: {place})',
  'link.failed': 'Mesaj yüklenemedi.',
  'message.edited': 'düzenlendi',
  'message.copyCode': 'Kodu kopyala',
  'message.code': 'Kod',
  'pending.slow': 'Hâlâ gönderiliyor',
  'pending.waiting': 'Bağlantı bekleniyor',
};
