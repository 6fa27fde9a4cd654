import { accountEvents } from './account-life.js';
import { blockEvents } from './blocks.js';
import { changeEvents } from './changes.js';
import { draftEvents } from './drafts.js';
import { editEvents } from './edits.js';
import { exportEvents } from './exports.js';
import { fileEvents } from './files.js';
import { heldEvents } from './held.js';
import { forwardEvents } from './forwards.js';
import { historyEvents } from './history.js';
import { inviteEvents } from './invites.js';
import { membershipEvents } from './memberships.js';
import { mentionEvents } from './mentions.js';
import { messageEvents } from './messages.js';
import { moderationEvents } from './moderation.js';
import { noticeSettingsEvents } from './notice-settings.js';
import { notificationEvents } from './notifications.js';
import { plainDirectEvents } from './plain-direct.js';
import { pinEvents } from './pins.js';
import { pollEvents } from './polls.js';
import { presenceEvents } from './presence.js';
import { previewEvents } from './previews.js';
import { profileEvents } from './profiles.js';
import { raidEvents } from './raids.js';
import { reactionEvents } from './reactions.js';
import { receiptEvents } from './receipts.js';
import { readEvents } from './reads.js';
import { reminderEvents } from './reminders.js';
import { roomEvents } from './rooms.js';
import { savedEvents } from './saved.js';
import { scheduledEvents } from './scheduled.js';
import { serverAdminEvents } from './server-admin.js';
import { serviceEvents } from './service.js';
import { sessionEvents } from './sessions.js';
import { sidebarEvents } from './sidebar.js';
import { threadEvents } from './threads.js';
import { typingEvents } from './typing.js';
import type {
  AckBody,
  ClientEvent,
  ClientEventExample,
  ClientPayload,
  ServerEvent,
  ServerEventExample,
  ServerPayload,
} from './wire.js';

/**
 * Every event of the socket with its example. The compiler holds it to the types: an event without an example, or an
 * example that differs, does not compile. Its order is that of the documentation.
 */
export const SOCKET_EVENTS = {
  client: {
    ...roomEvents().client,
    ...readEvents().client,
    ...receiptEvents().client,
    ...messageEvents().client,
    ...editEvents().client,
    ...reactionEvents().client,
    ...pinEvents().client,
    ...pollEvents().client,
    ...fileEvents().client,
    ...previewEvents().client,
    ...forwardEvents().client,
    ...threadEvents().client,
    ...draftEvents().client,
    ...historyEvents().client,
    ...typingEvents().client,
    ...presenceEvents().client,
    ...notificationEvents().client,
    ...sessionEvents().client,
    ...plainDirectEvents().client,
  },
  server: {
    ...changeEvents().server,
    ...messageEvents().server,
    ...mentionEvents().server,
    ...reactionEvents().server,
    ...pollEvents().server,
    ...presenceEvents().server,
    ...typingEvents().server,
    ...readEvents().server,
    ...notificationEvents().server,
    ...noticeSettingsEvents().server,
    ...exportEvents().server,
    ...receiptEvents().server,
    ...membershipEvents().server,
    ...moderationEvents().server,
    ...heldEvents().server,
    ...raidEvents().server,
    ...sidebarEvents().server,
    ...blockEvents().server,
    ...profileEvents().server,
    ...savedEvents().server,
    ...threadEvents().server,
    ...reminderEvents().server,
    ...scheduledEvents().server,
    ...draftEvents().server,
    ...inviteEvents().server,
    ...serverAdminEvents().server,
    ...serviceEvents().server,
    ...sessionEvents().server,
    ...accountEvents().server,
    ...plainDirectEvents().server,
  },
} as const satisfies {
  client: { [E in ClientEvent]: ClientEventExample<ClientPayload<E>, AckBody<E>> };
  server: { [E in ServerEvent]: ServerEventExample<ServerPayload<E>> };
};
