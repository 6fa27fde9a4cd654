import type { closed as english } from '../en/closed';

export const closed: Record<keyof typeof english, string> = {
  'composer.mutedFor': '{time} sonra yeniden yazabilirsiniz',
  'composer.slowFor': 'Yavaş mod: sonraki mesajınız {time} sonra',
  'composer.archived': 'Bu oda arşivlendi: yalnızca okunabilir',
  'composer.accountDeleted': 'Bu hesap silindi: burada artık kimse okumuyor',
  'composer.onlyModerators': 'Burada yalnızca moderatörler yazabilir',
  'composer.onlyAdmins': 'Burada yalnızca yöneticiler yazabilir',
  'composer.onlyOwners': 'Burada yalnızca sahipler yazabilir',
  'composer.unsendable': 'Bu metinde bozuk bir karakter var: kalanını göndermek için onu silin',
  'composer.left': '{count, plural, one {# kaldı} other {# kaldı}}',
  'composer.tooMany': '{count, plural, one {# fazla} other {# fazla}}',
};
