import type { unsent as english } from '../en/unsent';

export const unsent: Record<keyof typeof english, string> = {
  'pending.notSent': 'Gönderilmedi',
  'pending.notSentBecause': 'Gönderilmedi: {reason}',
  'pending.tooMany': 'kısa sürede çok fazla mesaj',
  'pending.notMember': 'bu odanın üyesi değilsin',
  'pending.forbidden': 'buraya yazamazsın',
  'pending.noRoom': 'bu oda artık yok',
  'pending.invalid': 'bu haliyle gönderilemez',
  'pending.tooLarge': 'çok uzun',
  'pending.session': 'oturumun sona erdi',
  'pending.outdated': 'bu sayfa güncel değil',
  'pending.server': 'sunucuda bir sorun var',
  'pending.refused': 'sunucu kabul etmedi',
  'pending.retry': 'Yeniden dene',
  'pending.edit': 'Düzenle',
  'pending.copy': 'Kopyala',
  'pending.delete': 'Sil',
};
