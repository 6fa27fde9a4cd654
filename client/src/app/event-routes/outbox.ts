import { withTexts } from '../../i18n';
import { takeOutbox, type PendingChange, type PendingMessage } from '../../store';
import type { EventRoute, RouteContext } from './route';

/** What I have written and the server has not taken, or does not want. */
export function outboxRoute(context: RouteContext) {
  const { realtime, stores } = context;
  const { drafts, outbox, rooms } = stores;
  const mutesSeen = new Set<string>();

  /** A message refused by a mute returns to the composer it came from, if that is empty and on the screen. */
  function giveBack(item: PendingMessage) {
    const isInSight = document.visibilityState === 'visible' && rooms.getState().openRoomId === item.roomId;
    if (!isInSight || drafts.getState().byRoom[item.roomId]) return;
    drafts.actions.set(item.roomId, item.text);
    realtime.discard(item.clientMsgId);
  }

  return {
    muted: (roomId, mute) => rooms.actions.mute(roomId, mute),
    outbox: (items) => {
      for (const item of takeOutbox(stores, items)) {
        if (item.state.kind !== 'muted') continue;
        // An earlier version kept a time of the server's here.
        if (typeof item.state.until === 'number') rooms.actions.mute(item.roomId, item.state);
        if (mutesSeen.has(item.clientMsgId)) continue;
        mutesSeen.add(item.clientMsgId);
        giveBack(item);
      }
      // Words that could not be fetched are told another time.
      if (outbox.getState().changes.some(isRefused))
        withTexts(import('./refusal')).then(
          ({ tellRefused }) => tellRefused(context),
          () => undefined,
        );
    },
  } satisfies EventRoute;
}

/** A refused edit says so itself, at its message. */
function isRefused({ kind, state }: PendingChange): boolean {
  return kind !== 'edit' && state.kind === 'failed';
}
