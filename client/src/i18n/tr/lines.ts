import type { lines as english } from '../en/lines';

export const lines: Record<keyof typeof english, string> = {
  'line.somebody': 'Biri',
  'line.andOthers': '{name} ve {count, plural, other {# kişi daha}}',
  'line.joined': 'Katıldı: {who}',
  'line.added': '{by} ekledi: {who}',
  'line.left': 'Ayrıldı: {who}',
  'line.kicked': '{by} odadan çıkardı: {who}',
  'line.banned': '{by} odaya girişini yasakladı: {who}',
  'line.madeMember': '{by} üye yaptı: {who}',
  'line.madeModerator': '{by} moderatör yaptı: {who}',
  'line.madeAdmin': '{by} yönetici yaptı: {who}',
  'line.madeOwner': '{by} sahip yaptı: {who}',
  'line.renamed': '{by} odanın adını değiştirdi',
  'line.renamedTo': '{by} odanın adını değiştirdi. Yeni adı: {name}',
  'line.topic': '{by} konuyu değiştirdi',
  'line.topicIs': '{by} konuyu değiştirdi. Yeni konu: {topic}',
  'line.configured': '{by} odanın ayarlarını değiştirdi',
  'line.archived': '{by} odayı arşivledi',
  'line.restored': '{by} odayı yeniden açtı',
};
