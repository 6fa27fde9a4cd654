import type { forwards as english } from '../en/forwards';

export const forwards: Record<keyof typeof english, string> = {
  'forward.action': 'İlet',
  'forward.title': 'Bu mesajı ilet',
  'forward.search': 'Hangi odaya?',
  'forward.rooms': 'Odalar',
  'forward.none': 'Yazabileceğin böyle bir oda yok.',
  'forward.done': '{room} odasına iletildi',
  'forward.open': 'Aç',
  'forward.from': '{name} adlı kişiden iletildi',
  'forward.fromRoom': '{name} adlı kişiden iletildi, {room}',
};
