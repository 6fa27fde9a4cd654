import type { devices as english } from '../en/devices';

export const devices: Record<keyof typeof english, string> = {
  'devices.title': 'Cihazlar',
  'devices.hint': 'Oturumunun açık olduğu yerler. Tanımadığın veya kullanmadığın cihazlarda oturumu kapat.',
  'devices.on': '{client}, {system}',
  'devices.unknown': 'Bilinmeyen cihaz',
  'devices.this': 'Bu cihaz',
  'devices.by.code': 'Kodla giriş yapıldı: {when}',
  'devices.by.password': 'Şifreyle giriş yapıldı: {when}',
  'devices.by.passkey': 'Geçiş anahtarıyla giriş yapıldı: {when}',
  'devices.by.guest': 'Bağlantıyla gelindi: {when}',
  'devices.by.setup': 'Kurulum bağlantısıyla: {when}',
  'devices.by.token': 'Önceki bir sürümle giriş yapıldı: {when}',
  'devices.seen': 'Son görülme: {when}, {network}',
  'devices.end': 'Oturumu kapat',
  'devices.endOf': '{device} oturumunu kapat, son görülme: {when}',
  'devices.endOthers': 'Diğer tüm oturumları kapat',
  'devices.alone': 'Başka hiçbir yerde oturumun açık değil.',
};
