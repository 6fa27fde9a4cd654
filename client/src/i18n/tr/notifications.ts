import type { notifications as english } from '../en/notifications';

export const notifications: Record<keyof typeof english, string> = {
  'notify.title': 'Bana bildir',
  'notify.blocked':
    'Bu tarayıcı buradan gelen bildirimleri engelliyor. Tarayıcının site ayarlarından izin verin.',
  'notify.unsupported': 'Bu tarayıcı bildirim gösteremiyor.',
  'notify.ask': 'Tarayıcı, bildirim göstermek için bir kez izin isteyecek.',
  'notify.from': '{name}, {room}',
};
