import { withTexts } from '../../i18n';
import { takeOutbox, type PendingChange, type PendingMessage } from '../../store';
import type { EventRoute, RouteContext } from './route';

/** What I have written and the server has not taken, or does not want. */
export function outboxRoute({ realtime, stores, say }: RouteContext) {
  const { drafts, rooms } = stores;
  const mutesSeen = new Set<string>();
  const refusalsSeen = new Set<string>();

  /** A message refused by a mute returns to the composer it came from, if that is empty and on the screen. */
  function giveBack(item: PendingMessage) {
    const isInSight = document.visibilityState === 'visible' && rooms.getState().openRoomId === item.roomId;
    if (!isInSight || drafts.getState().byRoom[item.roomId]) return;
    drafts.actions.set(item.roomId, item.text);
    realtime.discard(item.clientMsgId);
  }

  /** A text of an edit stays with its message; a refused deletion or reaction leaves nothing behind but this. */
  async function tellRefused(change: PendingChange) {
    const { clientMsgId } = change;
    if (change.kind === 'edit' || change.state.kind !== 'failed' || refusalsSeen.has(clientMsgId)) return;
    refusalsSeen.add(clientMsgId);
    try {
      const { refusalOf } = await withTexts(import('./refusal'));
      say(refusalOf(change.kind, change.state.code));
      realtime.discard(clientMsgId);
    } catch {
      // The words could not be fetched: it is told another time.
      refusalsSeen.delete(clientMsgId);
    }
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
      for (const change of stores.outbox.getState().changes) void tellRefused(change);
    },
  } satisfies EventRoute;
}
