import type { setup as texts } from '../en/setup';

export const setup: Record<keyof typeof texts, string> = {
  'setup.owner': 'Bu sunucu yeni ve anahtarı sizde. Adınız ne?',
  'setup.ownerThere': 'Bu sunucu yeni ve anahtarı sizde. Giriş yapın, sunucu sizin olsun.',
  'setup.server': 'Sunucunun adı ne olsun? Giriş yapan herkes önce bunu görür.',
  'setup.invite': 'Geriye yalnızca diğerleri kaldı.',
  'setup.step': 'Adım {step} / {count}',
  'setup.checking': 'Bağlantıya bakılıyor',
  'setup.failed': 'Bağlantıya bakılamadı.',
  'setup.over': 'Bu bağlantı artık bir şey kurmuyor.',
  'setup.overHint':
    'Bu sunucunun artık bir sahibi var ya da sunucu yeniden başlatıldı ve yeni bir bağlantı yazdı.',
  'setup.home': 'Sohbete git',
  'setup.nameHint': 'Bu sunucunun sahibi olacaksınız.',
  'setup.serverHint': 'Sunucu sayfasında istediğiniz zaman değiştirebilirsiniz.',
  'setup.icon': 'Simge',
  'setup.later': 'Daha sonra',
  'setup.link': 'Davet',
  'setup.linkHint': 'Bir hafta boyunca, isteyen herkes için geçerli.',
  'setup.linkClosed': 'Bu sunucu henüz yeni hesap almıyor: kimlerin hesap açabileceği sunucu sayfasında.',
  'setup.linkMaking': 'Bağlantı hazırlanıyor',
  'setup.linkFailed': 'Bağlantı hazırlanamadı.',
  'setup.done': 'Sohbete git',
};
