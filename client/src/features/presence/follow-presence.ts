import type { Api } from '../../api';
import { createMoreApi } from '../../api/more-api';
import { askAgain } from '../../lib';
import type { Realtime } from '../../realtime';
import { chosenOf, type ChoosingStores, quietForMs } from './choices';
import { watchInput } from './watch-input';

/** Timers of browsers cannot wait much longer than this. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1_000;

export interface FollowedPresence {
  stores: ChoosingStores;
  realtime: Pick<Realtime, 'listen' | 'beIdle'>;
  request: Api['request'];
}

/**
 * Tells the server when nobody is before this device, and knows how I have chosen to appear, on whichever device.
 * @returns the function that ends it
 */
export function followPresence({ stores, realtime, request }: FollowedPresence): () => void {
  const { presence, bells } = stores;
  const api = createMoreApi(request);
  let ending: ReturnType<typeof setTimeout>;
  /** How often it was asked for or has become known: an answer behind that is an old one. */
  let news = 0;

  function look() {
    clearTimeout(ending);
    const quietMs = quietForMs(stores);
    const mine = chosenOf(presence.getState().privacy, quietMs > 0);
    if (mine !== presence.getState().mine) presence.setState({ mine });
    if (quietMs > 0) ending = setTimeout(look, Math.min(quietMs, LONGEST_WAIT_MS));
  }

  function ask() {
    news += 1;
    const asked = news;
    askAgain(api.privacy, undefined, () => asked === news).then(
      (privacy) => asked === news && presence.setState({ privacy }),
      // Asked again with the next connection.
      () => undefined,
    );
  }

  const ends = [
    watchInput(realtime.beIdle),
    presence.subscribe((now, before) => {
      if (now.privacy === before.privacy) return;
      news += 1;
      look();
    }),
    bells.subscribe((now, before) => now.settings !== before.settings && look()),
    realtime.listen((event) => {
      if (event.kind === 'connection' && event.change.status === 'online') ask();
      if (event.kind === 'notice' && event.notice.event === 'privacy:changed')
        presence.setState({ privacy: event.notice.payload });
    }),
  ];
  ask();
  look();
  return () => {
    clearTimeout(ending);
    for (const end of ends) end();
  };
}
