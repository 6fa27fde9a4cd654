import { useEffect, useEffectEvent } from 'react';

/** What Esc settles, the first of them first: whatever lies over the conversation goes before the conversation. */
const LAYERS = ['thread', 'panel', 'news', 'room'] as const;

type Layer = (typeof LAYERS)[number];

const layers = new Map<Layer, () => void>();

/** Lets Esc settle this layer until the returned function is called. */
export function openLayer(layer: Layer, settle: () => void): () => void {
  layers.set(layer, settle);
  return () => {
    if (layers.get(layer) === settle) layers.delete(layer);
  };
}

/** Settles the uppermost open layer, and only that one. Tells whether there was one. */
export function escape(): boolean {
  const top = LAYERS.find((layer) => layers.has(layer));
  if (top) layers.get(top)?.();
  return top !== undefined;
}

/** While it is open, Esc settles this layer when nothing above it is open. */
export function useEscape(layer: Layer, { isOpen, settle }: { isOpen: boolean; settle: () => void }): void {
  const onEscape = useEffectEvent(settle);
  useEffect(() => {
    if (isOpen) return openLayer(layer, () => onEscape());
  }, [layer, isOpen]);
}
