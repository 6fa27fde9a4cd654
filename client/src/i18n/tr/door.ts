import type { door as english } from '../en/door';

export const door: Record<keyof typeof english, string> = {
  'app.newVersion': 'Yeni sürüm hazır',
  'app.newVersionReload': 'Yenile',
  'app.newVersionLater': 'Şimdi değil',
  'door.join': 'Odaya katıl',
  'door.room': 'Oda',
  'door.unknown': 'Böyle bir oda yok',
  'door.unknownHint': 'Bağlantı yanlış olabilir veya oda artık yoktur.',
  'door.failed': 'Oda yüklenemedi.',
  'app.cannotKeep':
    'Bu tarayıcı ChatKet’in bu cihazda bir şey saklamasına izin vermiyor. Gönderilmemiş mesajlar ve taslaklar sayfayı kapatana kadar durur.',
  'connection.lost': 'Yeniden bağlanılıyor',
  'connection.whenBack': 'Bağlantı gelince kendiliğinden yüklenir.',
  'connection.partMissing': 'Bu sayfanın bir bölümü henüz yüklenemedi. Kendiliğinden yeniden denenir.',
  'connection.upToDateAt': 'son güncelleme: {time}',
  'connection.tryNow': 'Şimdi dene',
};
