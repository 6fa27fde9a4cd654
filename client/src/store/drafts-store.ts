import { createStore, type StoreApi } from 'zustand/vanilla';
import { isRecordOf, isString, localKeys, onLocalChanges, readLocal, writeLocal } from '../lib';
import { changed, isDraft, judgeKept, type Draft } from './drafts';

interface DraftsState {
  byRoom: Readonly<Record<string, string>>;
}

interface DraftsActions {
  /** The person changes the text in this tab; the empty one ends the draft, in all tabs. */
  set: (roomId: string, text: string) => void;
  /** Gives a text back to the composer: before whatever stands there already. */
  restore: (roomId: string, text: string) => void;
  stop: () => void;
}

export type DraftsStore = StoreApi<DraftsState> & { actions: DraftsActions };

/** So long after its last change a text counts as being written. */
const WRITING_MS = 2_000;
/** No tab is asleep for longer with a text that was sent elsewhere. */
const ENDED_KEPT_MS = 30 * 24 * 3_600_000;

const isKept = (value: unknown): value is Draft | undefined => isDraft(value);
const isOldMap = isRecordOf(isString);

/** What I have begun to write, by room, the same in all tabs of this browser. Survives a reload and a lost session. */
export function createDraftsStore(userId: string): DraftsStore {
  const beginning = `draft:${userId}:`;
  const mine = new Map<string, Draft>();
  const writing = new Map<string, ReturnType<typeof setTimeout>>();
  const kept = (roomId: string) => readLocal<Draft | undefined>(beginning + roomId, isKept, undefined);

  for (const [roomId, text] of Object.entries(takeOld(userId)))
    if (!kept(roomId)) keep(roomId, { text, at: 0 });
  for (const roomId of localKeys(beginning)) {
    const draft = kept(roomId);
    if (!draft || (draft.text === '' && draft.at < Date.now() - ENDED_KEPT_MS))
      writeLocal(beginning + roomId, undefined);
    else mine.set(roomId, draft);
  }
  const store = createStore<DraftsState>(() => ({
    byRoom: Object.fromEntries([...mine].flatMap(([roomId, { text }]) => (text ? [[roomId, text]] : []))),
  }));
  const unlisten = onLocalChanges(beginning, (roomId) => {
    for (const changedId of roomId === undefined ? localKeys(beginning) : [roomId]) follow(changedId);
  });

  function keep(roomId: string, draft: Draft) {
    mine.set(roomId, draft);
    const isWritten = writeLocal(beginning + roomId, draft);
    // Where not even the end of a draft can be kept, its text must not stay.
    if (!isWritten && draft.text === '') writeLocal(beginning + roomId, undefined);
  }

  function set(roomId: string, text: string) {
    const draft = changed(text, { mine: mine.get(roomId), kept: kept(roomId), now: Date.now() });
    clearTimeout(writing.get(roomId));
    writing.set(
      roomId,
      setTimeout(() => {
        writing.delete(roomId);
        follow(roomId);
      }, WRITING_MS),
    );
    keep(roomId, draft);
    show(roomId, draft);
  }

  /** Does what is to be done about what another tab has kept. */
  function follow(roomId: string) {
    const [own, theirs] = [mine.get(roomId), kept(roomId)];
    if (!theirs) return;
    const verdict = judgeKept(own, theirs, { isWriting: writing.has(roomId) });
    if (verdict === 'take') show(roomId, theirs);
    if (verdict === 'insist' && own)
      keep(roomId, changed(own.text, { mine: own, kept: theirs, now: Date.now() }));
  }

  function show(roomId: string, draft: Draft) {
    mine.set(roomId, draft);
    const { [roomId]: _before, ...rest } = store.getState().byRoom;
    store.setState({ byRoom: draft.text === '' ? rest : { ...rest, [roomId]: draft.text } });
  }

  return {
    ...store,
    actions: {
      set,
      restore: (roomId, text) => {
        const draft = store.getState().byRoom[roomId];
        set(roomId, draft ? `${text}\n${draft}` : text);
      },
      stop: () => {
        unlisten();
        for (const timer of writing.values()) clearTimeout(timer);
      },
    },
  };
}

/** Earlier versions kept all drafts of a person in one value. What is known by room is newer than that. */
function takeOld(userId: string): Record<string, string> {
  const key = `drafts:${userId}`;
  const texts = readLocal(key, isOldMap, {});
  writeLocal(key, undefined);
  return texts;
}
