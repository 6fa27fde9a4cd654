import type { ServerEvent, ServerPayload } from '@chatket/contract';
import { createGatherer } from '../../lib';
import { blocksRoute } from './blocks';
import { connectionRoute } from './connection';
import { mentionsRoute } from './mentions';
import { membershipsRoute } from './memberships';
import { messagesRoute } from './messages';
import { moderationRoute } from './moderation';
import { namesRoute } from './names';
import { noticesRoute } from './notices';
import { outboxRoute } from './outbox';
import { presenceRoute } from './presence';
import { readsRoute } from './reads';
import { requestsRoute } from './requests';
import { takeVoted } from '../../store';
import type { Delivery, EventRoute, RouteContext } from './route';
import { savedRoute } from './saved';
import { serviceRoute } from './service';
import { sidebarRoute } from './sidebar';
import { systemRoute } from './system';
import { threadsRoute } from './threads';
import { typingRoute } from './typing';

/** In a flood the stores change no more often: nobody reads faster, and the page stays free for who is typing. */
const CHANGE_INTERVAL_MS = 100;

const nothing = () => undefined;
/** What `realtime/` has turned into deliveries and changes of the connection, and what `features/later`,
 * `features/presence` and `features/profiles` listen to. */
const HEARD_BELOW = {
  'message:new': nothing,
  'message:batch': nothing,
  'room:log': nothing,
  // For plain clients.
  'reaction:update': nothing,
  'dm:new': nothing,
  'dm:typing': nothing,
  'draft:changed': nothing,
  'user:updated': nothing,
  'privacy:changed': nothing,
  'reminder:due': nothing,
  'scheduled:changed': nothing,
  'server:draining': nothing,
  'auth:expiring': nothing,
  'auth:expired': nothing,
  'auth:revoked': nothing,
  // Heard where a room is open.
  'room:receipts': nothing,
};

type Handlers = { [E in ServerEvent]: (payload: ServerPayload<E>) => void };

/**
 * Brings what the socket says into the stores: one route for each noun. An event that no route takes does not compile.
 * @returns the function that ends it
 */
export function followEvents(context: RouteContext): () => void {
  const presence = presenceRoute(context);
  const typing = typingRoute(context);
  const reads = readsRoute(context);
  const system = systemRoute(context);
  const memberships = membershipsRoute(context);
  const moderation = moderationRoute(context);
  const sidebar = sidebarRoute(context);
  const blocks = blocksRoute(context);
  const requests = requestsRoute(context);
  const noted = noticesRoute(context);
  const saved = savedRoute();
  const service = serviceRoute(context);
  const mentions = mentionsRoute(context);
  const threads = threadsRoute(context);
  // The first looks at the connection as it was until now.
  const routes: readonly EventRoute[] = [
    messagesRoute(context),
    connectionRoute(context),
    presence,
    typing,
    reads,
    system,
    memberships,
    sidebar,
    blocks,
    noted,
    requests,
    service,
    mentions,
    threads,
    outboxRoute(context),
  ];
  /** Says nothing of messages, so that it need not wait for any. */
  const passing = { ...presence.notices, ...typing.notices };
  const notices = {
    ...passing,
    ...reads.notices,
    ...system.notices,
    ...memberships.notices,
    ...moderation.notices,
    ...sidebar.notices,
    ...blocks.notices,
    ...requests.notices,
    ...saved.notices,
    ...service.notices,
    ...noted.notices,
    ...mentions.notices,
    ...threads.notices,
    ...namesRoute(context).notices,
    'poll:voted': (voted) => takeVoted(context.stores, voted),
    ...HEARD_BELOW,
  } satisfies Handlers;

  const deliveries = createGatherer<Delivery>(CHANGE_INTERVAL_MS, (gathered) => {
    const take = () => {
      for (const delivery of gathered) for (const route of routes) route.delivery?.(delivery);
    };
    const { rooms, timelines } = context.stores;
    if (gathered.length === 1) take();
    else timelines.actions.together(() => rooms.actions.together(take));
  });

  const stop = context.realtime.listen((event) => {
    if (event.kind === 'delivery') {
      for (const route of routes) route.arriving?.(event.delivery);
      return deliveries.add(event.delivery);
    }
    // What was delivered before has happened before.
    if (event.kind !== 'notice' || !(event.notice.event in passing)) deliveries.flush();
    switch (event.kind) {
      case 'connection':
        return routes.forEach((route) => route.connection?.(event.change));
      case 'outbox':
        return routes.forEach((route) => route.outbox?.(event.items));
      case 'muted':
        return routes.forEach((route) => route.muted?.(event.roomId, event.mute));
      case 'absent':
        return routes.forEach((route) => route.absent?.(event.roomId, event.people));
      case 'mine':
        return routes.forEach((route) => route.mine?.(event.roomId, event.mine));
      case 'refused':
        return routes.forEach((route) => route.refused?.(event.roomId));
      case 'notice':
        return handle(notices, event.notice);
    }
  });
  return () => {
    stop();
    deliveries.flush();
  };
}

function handle<E extends ServerEvent>(
  notices: Handlers,
  { event, payload }: { event: E; payload: ServerPayload<E> },
): void {
  notices[event](payload);
}
