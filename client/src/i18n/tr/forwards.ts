import type { forwards as english } from '../en/forwards';

export const forwards: Record<keyof typeof english, string> = {
  'forward.action': 'İlet',
  'forward.title': 'Bu mesajı ilet',
  'forward.search': 'Hangi odaya ya da ileti dizisine?',
  'forward.rooms': 'Odalar',
  'forward.threads': 'Takip ettiğiniz ileti dizileri',
  'forward.none': 'Yazabileceğiniz böyle bir oda ya da ileti dizisi yok.',
  'forward.done': '{room} odasına iletildi',
  'forward.doneThread': '{room} odasındaki bir ileti dizisine iletildi',
  'forward.open': 'Aç',
  'forward.from': '{name} adlı kişiden iletildi',
  'forward.fromRoom': '{name} adlı kişiden iletildi, {room}',
};
