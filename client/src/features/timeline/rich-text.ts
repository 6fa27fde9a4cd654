import { useSyncExternalStore, type ComponentType, type ReactNode } from 'react';

interface Drawing {
  /** Draws the marks of a text; nothing, until it is there and when it could not be loaded. */
  RichText?: ComponentType<{ text: string; tail?: ReactNode }>;
  /** Whether it is known by now which of the two it is. */
  isSettled: boolean;
}

let drawing: Drawing = { isSettled: false };
let loading: Promise<void> | undefined;
const listeners = new Set<() => void>();

/**
 * What draws texts. It is fetched beside the first connection and not with the page; a conversation is shown when it is
 * there, so that no text changes under one's eyes. Without it, texts are shown as they were written.
 */
export function useRichText(): Drawing {
  return useSyncExternalStore(listen, () => {
    loading ??= load();
    return drawing;
  });
}

async function load(): Promise<void> {
  try {
    const { RichText } = await import('./RichText');
    drawing = { RichText, isSettled: true };
  } catch {
    drawing = { isSettled: true };
  }
  for (const tell of listeners) tell();
}

function listen(onChange: () => void): () => void {
  listeners.add(onChange);
  // What could not be had before may be now.
  if (drawing.isSettled && !drawing.RichText) loading = undefined;
  return () => listeners.delete(onChange);
}
