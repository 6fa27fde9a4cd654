import type { security as english } from '../en/security';

export const security: Record<keyof typeof english, string> = {
  'security.title': 'Giriş',
  'security.email': 'E-posta adresi',
  'security.noEmail':
    'Bir adresle e-posta yoluyla girebilir, size ait olmayabilecek girişlerden haberdar olursunuz.',
  'security.emailHint': '{address} ile giriş yapabilirsiniz.',
  'security.emailAdd': 'Adres ekle',
  'security.emailChange': 'Adresi değiştir',
  'security.emailRemove': 'Adresi kaldır',
  'security.emailAddress': 'E-posta adresiniz',
  'security.emailSend': 'Kod gönder',
  'security.emailSent': '{address} adresine gönderilen kodu girin.',
  'security.emailConfirm': 'Onayla',
  'security.emailSaved': 'Adresiniz kaydedildi.',
  'security.emailTaken': 'Bu adres başka bir hesaba ait. Önce orada kaldırın.',
  'security.password': 'Şifre',
  'security.passwordHint': 'Değiştirince diğer her yerde oturumun kapanır.',
  'security.noPassword': 'Henüz şifren yok: kodla giriş yapıyorsun.',
  'security.current': 'Şimdiki şifre',
  'security.new': 'Yeni şifre',
  'security.change': 'Şifreyi değiştir',
  'security.set': 'Şifre belirle',
  'security.cancel': 'Vazgeç',
  'security.passwordSaved': 'Şifren belirlendi.',
  'security.factor': 'İkinci adım',
  'security.factorOff':
    'Kodundan veya şifrenden sonra telefonundaki bir uygulamanın kodu da istenir. O olmadan başkaları giremez.',
  'security.factorOn':
    'Her girişte uygulamanın kodu istenir. {count, plural, =0 {Hiç kurtarma kodun kalmadı.} other {# kurtarma kodun kaldı.}}',
  'security.factorSetUp': 'Kur',
  'security.factorScan':
    'Bunu bir doğrulama uygulamasıyla tara veya anahtarı uygulamaya yaz. Sonra gösterdiği kodu gir.',
  'security.factorKey': 'Anahtar',
  'security.factorQr': 'Doğrulama uygulaması için QR kodu',
  'security.factorCode': 'Kod',
  'security.factorConfirm': 'Aç',
  'security.factorRemove': 'Kapat',
  'security.factorRemoveHint': 'Uygulamanın bir kodunu veya bir kurtarma kodunu gir.',
  'security.recovery': 'Kurtarma kodların',
  'security.recoveryHint':
    'Telefonun olmadan da bulabileceğin bir yerde sakla. Her biri bir kez giriş sağlar. Bir daha gösterilmez.',
  'security.recoveryCopy': 'Kopyala',
  'security.recoveryCopied': 'Kopyalandı.',
  'security.recoveryDone': 'Sakladım',
};
