import { LIMITS, type Profile } from '@chatket/contract';
import type { Api } from '../../api';
import { createMoreApi } from '../../api/more-api';
import type { Realtime } from '../../realtime';
import type { ChatStores } from '../../store';

/** Who comes into sight within so long is asked about together. */
const GATHER_MS = 50;
/** Timers of browsers cannot wait much longer than this. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1_000;

export interface ProfilesContext {
  stores: Pick<ChatStores, 'profiles'>;
  realtime: Pick<Realtime, 'listen'>;
  request: Api['request'];
}

/**
 * Keeps what is known of people who are on the screen: asks once for each connection, hears what changes, and forgets a
 * status when its end has come. @returns the function that ends it
 */
export function followProfiles({ stores: { profiles }, realtime, request }: ProfilesContext): () => void {
  const api = createMoreApi(request);
  /** Asked about since the connection is there, or about to be. */
  const asked = new Set<string>();
  let waiting: string[] = [];
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let ending: ReturnType<typeof setTimeout> | undefined;

  function ask(id: string) {
    if (asked.has(id)) return;
    asked.add(id);
    waiting.push(id);
    gathering ??= setTimeout(() => void read(), GATHER_MS);
  }

  async function read() {
    gathering = undefined;
    const ids = waiting;
    waiting = [];
    for (let at = 0; at < ids.length; at += LIMITS.profilesMax) {
      const some = ids.slice(at, at + LIMITS.profilesMax);
      try {
        take(await api.profiles(some), some);
      } catch {
        // Asked again when they come into sight once more, or with the next connection.
        for (const id of some) asked.delete(id);
      }
    }
  }

  /** @param about whom it was asked about: those who are missing tell nothing, or nothing to me any more */
  function take(news: readonly Profile[], about: readonly string[] = []) {
    const known = { ...profiles.getState() };
    const told = new Set(news.map(({ id }) => id));
    for (const id of about) if (!told.has(id)) delete known[id];
    for (const profile of news) if (profile.rev >= (known[profile.id]?.rev ?? 0)) known[profile.id] = profile;
    profiles.setState(known, true);
    awaitNextEnd();
  }

  function awaitNextEnd() {
    clearTimeout(ending);
    const ends = Object.values(profiles.getState()).flatMap(({ status }) => status?.until ?? []);
    if (ends.length === 0) return;
    const next = Math.min(...ends.map((until) => Date.parse(until))) - Date.now();
    ending = setTimeout(endStatuses, Math.min(Math.max(next, 0), LONGEST_WAIT_MS));
  }

  function endStatuses() {
    const isOver = ({ status }: Profile) =>
      status?.until !== undefined && Date.parse(status.until) <= Date.now();
    take(
      Object.values(profiles.getState())
        .filter(isOver)
        .map(({ status: _over, ...profile }) => profile),
    );
  }

  function askAnew() {
    asked.clear();
    for (const id of profiles.shown.keys()) ask(id);
  }

  profiles.ask = ask;
  askAnew();
  const stop = realtime.listen((event) => {
    if (event.kind === 'notice' && event.notice.event === 'user:updated') take([event.notice.payload]);
    if (event.kind === 'connection' && event.change.status === 'online') askAnew();
  });
  return () => {
    stop();
    delete profiles.ask;
    clearTimeout(gathering);
    clearTimeout(ending);
  };
}
