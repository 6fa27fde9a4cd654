import type { notifications as english } from '../en/notifications';

export const notifications: Record<keyof typeof english, string> = {
  'notify.title': 'Bana bildir',
  'notify.blocked':
    'Bu tarayıcı buradan gelen bildirimleri engelliyor. Tarayıcının site ayarlarından izin verin.',
  'notify.unsupported': 'Bu tarayıcı bildirim gösteremiyor.',
  'notify.ask': 'Tarayıcı, bildirim göstermek için bir kez izin isteyecek.',
  'notify.failed': 'Bu kaydedilemedi: {reason}',
  'notify.mute': 'Bu odayı sessize al',
  'notify.mute1h': '1 saat',
  'notify.mute8h': '8 saat',
  'notify.muteForEver': 'Ben açana kadar',
  'notify.mutedUntil': '{when} saatine kadar sessizde',
  'notify.mutedForEver': 'Siz açana kadar sessizde',
  'notify.unmute': 'Sesi aç',
  'notify.from': '{name}, {room}',
};
