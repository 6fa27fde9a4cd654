import { createStore } from 'zustand/vanilla';

/** Bytes of files that have reached the server, by their ids. */
export const progress = createStore<Record<string, number>>(() => ({}));

export function noteProgress(id: string, bytes: number) {
  progress.setState({ [id]: bytes });
}
