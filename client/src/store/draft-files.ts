import type { Attachment } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** By the key of a draft, the files that go with it. What is not here is as my other devices have it. */
type DraftFilesState = Readonly<Record<string, readonly Attachment[]>>;

export type DraftFilesStore = StoreApi<DraftFilesState>;

export const createDraftFilesStore = (): DraftFilesStore => createStore<DraftFilesState>(() => ({}));
