import { withTexts } from '../../i18n';
import { takeOutbox, type PendingChange } from '../../store';
import type { EventRoute, RouteContext } from './route';

/** What I have written and the server has not taken, or does not want. */
export function outboxRoute(context: RouteContext) {
  const { stores } = context;
  const { outbox, rooms } = stores;
  const mutesSeen = new Set<string>();

  return {
    muted: (roomId, mute) => rooms.actions.mute(roomId, mute),
    outbox: (items) => {
      for (const item of takeOutbox(stores, items)) {
        if (item.state.kind !== 'muted') continue;
        // An earlier version kept a time of the server's here.
        if (typeof item.state.until === 'number') rooms.actions.mute(item.roomId, item.state);
        if (mutesSeen.has(item.clientMsgId)) continue;
        mutesSeen.add(item.clientMsgId);
        // Where that cannot be fetched, it stands among the messages with what can be done with it.
        void import('./more-of-outbox').then(
          ({ giveBackInSight }) => giveBackInSight(context, item),
          () => undefined,
        );
      }
      // Words that could not be fetched are told another time.
      if (outbox.getState().changes.some(isRefused))
        withTexts(import('./more-of-outbox')).then(
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
