import type { emoji as english } from '../en/emoji';

export const emoji: Record<keyof typeof english, string> = {
  'emoji.search': 'Emoji ara (İngilizce)',
  'emoji.none': 'Emoji bulunamadı.',
  'emoji.failed': 'Emojiler yüklenemedi.',
  'emoji.loading': 'Emojiler yükleniyor',
  'emoji.categories': 'Kategoriler',
  'emoji.recent': 'Son kullanılanlar',
  'emoji.found': 'Bulunanlar',
  'emoji.group.0': 'Yüzler ve duygular',
  'emoji.group.1': 'İnsanlar ve beden',
  'emoji.group.3': 'Hayvanlar ve doğa',
  'emoji.group.4': 'Yiyecek ve içecek',
  'emoji.group.5': 'Seyahat ve yerler',
  'emoji.group.6': 'Etkinlikler',
  'emoji.group.7': 'Nesneler',
  'emoji.group.8': 'Semboller',
  'emoji.group.9': 'Bayraklar',
  'emoji.suggestions': 'Emoji önerileri',
};
