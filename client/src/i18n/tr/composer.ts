import type { composer as english } from '../en/composer';

export const composer: Record<keyof typeof english, string> = {
  'composer.form': 'Mesaj yaz',
  'composer.label': 'Mesaj: #{room}',
  'composer.direct': '{name} için mesaj',
  'composer.notes': 'Kendinize bir not yazın',
  'composer.send': 'Gönder',
  'composer.offline': 'Bağlantı gelince gönderilecek',
  'reply.to': '{name} adlı kişiye yanıt',
  'reply.drop': 'Yanıtlamaktan vazgeç',
  'edit.title': 'Mesajı düzenle',
  'edit.cancel': 'Düzenlemekten vazgeç',
  'edit.save': 'Kaydet',
  'emoji.button': 'Emoji',
};
