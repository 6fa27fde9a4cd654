import type { Attachment } from '@chatket/contract';
import { isString, localKeys, onLocalChanges, readLocal, writeLocal } from '../lib';
import type { ChatStores } from './stores';

type Stores = Pick<ChatStores, 'me' | 'draftFiles'>;
type Files = readonly Attachment[];

const isFile = (value: unknown) =>
  typeof value === 'object' && value !== null && 'id' in value && isString(value.id);
const isFiles = (value: unknown): value is Files => Array.isArray(value) && value.every(isFile);

/**
 * Keeps what goes with what I have begun to write, the same in all tabs of this browser, over a reload, as the texts are kept.
 * @returns the function that ends it
 */
export function keepDraftFiles({ me, draftFiles }: Stores): () => void {
  const { read, write, keys } = storageOf(me.id);
  const unsubscribe = draftFiles.subscribe((now, before) => {
    for (const [key, files] of Object.entries(now)) if (files !== before[key]) write(key, files);
  });
  const unlisten = onLocalChanges(beginningOf(me.id), (changed) => {
    for (const key of changed === undefined ? [...keys(), ...Object.keys(draftFiles.getState())] : [changed])
      draftFiles.setState({ [key]: read(key) });
  });
  // What was chosen since the page was loaded comes after what was kept.
  for (const key of [...keys(), ...Object.keys(draftFiles.getState())]) {
    const fresh = draftFiles.getState()[key] ?? [];
    const kept = read(key);
    draftFiles.setState({
      [key]: [...kept, ...fresh.filter(({ id }) => !kept.some((file) => file.id === id))],
    });
  }
  return () => {
    unsubscribe();
    unlisten();
  };
}

/** Whether a file goes with a draft in whichever tab of this browser: that can be read before this tab hears of it. */
export function isInDraft({ me, draftFiles }: Stores, id: string): boolean {
  const { read, keys } = storageOf(me.id);
  return [...Object.values(draftFiles.getState()), ...keys().map(read)].flat().some((file) => file.id === id);
}

const beginningOf = (userId: string) => `draft-files:${userId}:`;

function storageOf(userId: string) {
  const beginning = beginningOf(userId);
  return {
    keys: () => localKeys(beginning),
    read: (key: string): Files => readLocal(beginning + key, isFiles, []),
    write: (key: string, files: Files) => writeLocal(beginning + key, files.length > 0 ? files : undefined),
  };
}
