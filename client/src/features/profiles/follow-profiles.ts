import { isDeletedName, LIMITS, type Profile, type UserRef } from '@chatket/contract';
import type { Api } from '../../api';
import { createMoreApi } from '../../api/more-api';
import { steadyNow } from '../../lib';
import type { Realtime } from '../../realtime';
import type { ChatStores } from '../../store';
import { type NamedStores, renameIn } from '../../store/rename-in';

/** Who comes into sight within so long is asked about together. */
const GATHER_MS = 50;
/** Whoever told nothing may do so once we share a room: they are asked about again when they come into sight later. */
const NOTHING_MS = 10_000;
/** Timers of browsers cannot wait much longer than this. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1_000;

type Blocks = ReturnType<ChatStores['blocks']['getState']>;

export interface ProfilesContext {
  stores: NamedStores & Pick<ChatStores, 'profiles'>;
  realtime: Pick<Realtime, 'listen'>;
  request: Api['request'];
}

/**
 * Keeps what is known of people who are on the screen: asks once for each connection, hears what changes, and forgets a
 * status when its end has come. @returns the function that ends it
 */
export function followProfiles({ stores, realtime, request }: ProfilesContext): () => void {
  const { profiles, blocks } = stores;
  const api = createMoreApi(request);
  /** Asked about since the connection is there, or about to be. */
  const asked = new Map<string, { at: number; answer: Promise<void> }>();
  let waiting: string[] = [];
  let gathering: Promise<void> | undefined;
  let isStopped = false;
  let ending: ReturnType<typeof setTimeout> | undefined;

  function ask(id: string): Promise<void> {
    const before = asked.get(id);
    if (before && (id in profiles.getState() || steadyNow() - before.at < NOTHING_MS)) return before.answer;
    waiting.push(id);
    gathering ??= new Promise((resolve) => setTimeout(resolve, GATHER_MS)).then(read);
    asked.set(id, { at: steadyNow(), answer: gathering });
    return gathering;
  }

  async function read() {
    gathering = undefined;
    if (isStopped) return;
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
    const told = new Set(news.map(({ id }) => id));
    const gone = new Set(about.filter((id) => !told.has(id)));
    const known = Object.fromEntries(Object.entries(profiles.getState()).filter(([id]) => !gone.has(id)));
    for (const profile of news) if (profile.rev >= (known[profile.id]?.rev ?? 0)) known[profile.id] = profile;
    profiles.setState(known, true);
    awaitNextEnd();
  }

  function hear(profile: Profile) {
    if (!(profile.id in blocks.getState().people)) take([profile]);
  }

  /** Of an account that was deleted nothing else is left. */
  function hearName({ id, username }: UserRef) {
    const known = profiles.getState()[id];
    if (isDeletedName(username)) profiles.setState({ [id]: { id, username, rev: Infinity } });
    else if (known) profiles.setState({ [id]: { ...known, username } });
  }

  /** The name that is known may be the older one: it is asked for once more, unless that was just now. */
  async function heal({ id, username }: UserRef) {
    if (steadyNow() - (asked.get(id)?.at ?? -Infinity) >= NOTHING_MS) asked.delete(id);
    await ask(id);
    const now = profiles.getState()[id]?.username;
    if (now !== undefined && now !== username) renameIn(stores, { id, username: now });
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
    for (const id of profiles.shown.keys()) void ask(id);
  }

  /** Of whom I have blocked I am told nothing: also not what I know already. */
  function takeBlocks({ people }: Blocks, before: Blocks) {
    if (people === before.people) return;
    take([], Object.keys(people));
    for (const id of Object.keys(before.people)) if (!(id in people)) asked.delete(id);
    for (const id of profiles.shown.keys()) if (!(id in people)) void ask(id);
  }

  profiles.ask = ask;
  profiles.heal = heal;
  askAnew();
  const stopBlocks = blocks.subscribe(takeBlocks);
  const stop = realtime.listen((event) => {
    if (event.kind === 'notice' && event.notice.event === 'user:updated') hear(event.notice.payload);
    if (event.kind === 'notice' && event.notice.event === 'user:renamed') hearName(event.notice.payload);
    if (event.kind === 'connection' && event.change.status === 'online') askAnew();
  });
  return () => {
    isStopped = true;
    stop();
    stopBlocks();
    delete profiles.ask;
    delete profiles.heal;
    clearTimeout(ending);
  };
}
