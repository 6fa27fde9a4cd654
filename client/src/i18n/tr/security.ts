import type { security as english } from '../en/security';

export const security: Record<keyof typeof english, string> = {
  'security.title': 'Giriş',
  'security.password': 'Şifre',
  'security.passwordHint': 'Değiştirince diğer her yerde oturumun kapanır.',
  'security.noPassword': 'Henüz şifren yok: kodla giriş yapıyorsun.',
  'security.current': 'Şimdiki şifre',
  'security.new': 'Yeni şifre',
  'security.change': 'Şifreyi değiştir',
  'security.set': 'Şifre belirle',
  'security.cancel': 'Vazgeç',
  'security.passwordSaved': 'Şifren belirlendi.',
  'security.passkeys': 'Geçiş anahtarları',
  'security.passkeyHint':
    'Parmağınla, yüzünle veya bir cihazın PIN koduyla giriş yap: ad, kod ve ikinci adım olmadan.',
  'security.passkeyAdd': 'Geçiş anahtarı ekle',
  'security.passkeyName': 'Geçiş anahtarının adı',
  'security.passkeyNameHint': 'Hangi cihazda olduğunu sonra da bilesin diye.',
  'security.passkeyCreate': 'Oluştur',
  'security.passkeyAdded': 'Artık “{name}” ile giriş yapabilirsin.',
  'security.passkeyRemoved': '“{name}” artık bu hesabı açmaz. Cihazından da silebilirsin.',
  'security.passkeyRemove': 'Kaldır',
  'security.passkeyRemoveNamed': '{name} geçiş anahtarını kaldır',
  'security.passkeySynced': 'Cihazlarında',
  'security.passkeyBound': 'Tek cihazda',
  'security.passkeyUsed': 'Son kullanım: {when}',
  'security.passkeyUnused': 'Henüz kullanılmadı, eklendi: {when}',
  'security.passkeyInsecure':
    'Bu sayfa https olmadan açıldı: tarayıcılar geçiş anahtarlarını yalnızca https ile sunar.',
  'security.passkeyAddress': 'Geçiş anahtarları için sunucunun adresi bir ad olmalı; bu adres bir sayı.',
  'security.passkeyUnsupported': 'Bu tarayıcıda geçiş anahtarı yok.',
  'security.passkeyKnown': 'Bu cihazda hesabın için zaten bir geçiş anahtarı var.',
  'security.passkeyElsewhere':
    'Bu sunucunun geçiş anahtarları bu adreste çalışmaz. Sunucuyu kendi adresinde aç.',
  'security.passkeyFailed': 'Tarayıcı geçiş anahtarı oluşturamadı. Yeniden dene veya başka bir cihaz kullan.',
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
