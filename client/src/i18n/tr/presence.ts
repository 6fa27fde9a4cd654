import type { presence as english } from '../en/presence';

export const presence: Record<keyof typeof english, string> = {
  'presence.online': 'Çevrimiçi',
  'typing.one': '{name} yazıyor',
  'typing.two': '{first} ve {second} yazıyor',
  'typing.many': 'Birkaç kişi yazıyor',
};
