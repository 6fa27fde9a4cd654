import { defineEvent } from '../../events/index.js';

/** The rules about what is said in a room have changed. */
export const textRulesChanged = defineEvent<{ roomId: string }>('rules.changed');

/** A text that its moderators want to see is in the room: in a new message, or by an edit. */
export const messageFlagged = defineEvent<{ roomId: string; messageId: string; pattern: string }>(
  'message.flagged',
);
