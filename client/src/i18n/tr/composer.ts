import type { composer as english } from '../en/composer';

export const composer: Record<keyof typeof english, string> = {
  'composer.form': 'Mesaj yaz',
  'composer.label': '#{room} odasına mesaj',
  'composer.direct': '{name} için mesaj',
  'composer.notes': 'Kendinize bir not yazın',
  'composer.send': 'Gönder',
  'composer.mutedFor': '{time} sonra yeniden yazabilirsin',
  'composer.offline': 'Bağlantı gelince gönderilecek',
  'composer.unsendable': 'Bu metinde bozuk bir karakter var: kalanını göndermek için onu silin',
  'composer.left': '{count, plural, one {# kaldı} other {# kaldı}}',
  'composer.tooMany': '{count, plural, one {# fazla} other {# fazla}}',
  'composer.split': '{count, plural, one {# mesaj olarak gönder} other {# mesaj olarak gönder}}',
  'reply.to': '{name} adlı kişiye yanıt',
  'reply.drop': 'Yanıtlamaktan vazgeç',
  'edit.title': 'Mesajı düzenle',
  'edit.cancel': 'Düzenlemekten vazgeç',
  'edit.save': 'Kaydet',
  'delete.done': 'Mesaj silindi.',
  'delete.undo': 'Geri al',
  'emoji.button': 'Emoji',
  'emoji.suggestions': 'Emoji önerileri',
};
