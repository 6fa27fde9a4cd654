import type { MessageId } from '../../i18n';

/** What a key does on a message that has the focus: the one list of it. The sheet tells of all, and a row knows all. */
export const MESSAGE_KEYS = {
  e: 'shortcuts.edit',
  delete: 'shortcuts.delete',
  r: 'shortcuts.reply',
  t: 'shortcuts.thread',
  '+': 'shortcuts.react',
  f: 'shortcuts.forward',
  p: 'shortcuts.pin',
  s: 'shortcuts.save',
  u: 'shortcuts.unread',
  h: 'shortcuts.remind',
  c: 'shortcuts.copyText',
  l: 'shortcuts.copyMessageLink',
} as const satisfies Record<string, MessageId>;

export type MessageKey = keyof typeof MESSAGE_KEYS;
