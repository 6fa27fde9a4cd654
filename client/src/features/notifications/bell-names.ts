import type { MessageId } from '../../i18n';
import type { Bell } from '../../store';

export const BELL_NAMES = {
  all: 'notify.all',
  mentions: 'notify.mentions',
  none: 'notify.none',
} as const satisfies Record<Bell, MessageId>;
