import type { hooks as english } from '../en/hooks';

export const hooks: Record<keyof typeof english, string> = {
  'hooks.title': 'Webhook’lar',
  'hooks.hint':
    'Programların buraya yazdığı adresler; Slack’in gelen webhook JSON’u ile. Adresi bilen herkes yazabilir.',
  'hooks.name': 'Yeni webhook',
  'hooks.nameHint': 'Bu adla yazar: harf, rakam, nokta, tire.',
  'hooks.make': 'Oluştur',
  'hooks.address': 'Adresi',
  'hooks.once': 'Şimdi saklayın: bir daha gösterilmez.',
  'hooks.try': 'Terminalde dene',
  'hooks.hello': 'Bir programdan merhaba.',
  'hooks.copy': 'Adresi kopyala',
  'hooks.copyExample': 'Komutu kopyala',
  'hooks.copied': 'Kopyalandı.',
  'hooks.notCopied': 'Kopyalanamadı. Seçip elle kopyalayın.',
  'hooks.done': 'Sakladım',
  'hooks.list': 'Bu odanın webhook’ları',
  'hooks.none': 'Henüz webhook yok.',
  'hooks.failed': 'Webhook’lar yüklenemedi.',
  'hooks.by': 'oluşturan: {name}',
  'hooks.unused': 'hiç kullanılmadı',
  'hooks.used': 'son kullanım {when}',
  'hooks.broken': 'Artık çalışmıyor: kendisi ya da oluşturan kişi buradaki yerini yitirdi.',
  'hooks.end': 'Kaldır',
  'hooks.endNamed': '{name} webhook’unu kaldır',
  'hooks.gone': '{name} artık bir şey söylemez. Söyledikleri kalır.',
};
