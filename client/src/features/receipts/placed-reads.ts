import { createStore } from 'zustand/vanilla';
import type { Placed } from './place-reads';

export const NOTHING_PLACED: Placed = { readers: new Map() };

/** What is shown of the room that is open. */
export const placedReads = createStore<Placed>(() => NOTHING_PLACED);
