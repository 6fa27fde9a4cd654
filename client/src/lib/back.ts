import { useEffect, useEffectEvent } from 'react';

/** Something that lies over the page and that Back closes before it leaves the page. */
interface Layer {
  close: () => void;
}

interface NavigateOptions {
  replace?: boolean;
}

type Navigate<Options> = (to: string, options?: Options) => void;

/**
 * A journey through the history that nobody reports is given up after this. A machine that is busy may take
 * seconds for one,
 * and one that is given up too early is gone twice: out of the place, too.
 */
const TRAVEL_MS = 10_000;

/** The open layers, the uppermost last. Each is to have an entry of its own above that of its place. */
const layers: Layer[] = [];
let isPlanned = false;
let travelling: ReturnType<typeof setTimeout> | undefined;
let waiting: (() => void)[] = [];

/** While the component is there, Back calls `onBack`, which is to close it, instead of leaving the page. */
export function useBack(onBack: () => void): void {
  const close = useEffectEvent(onBack);
  useEffect(() => openLayer(() => close()), []);
}

/** The same, until the function is called that it returns. */
export function openLayer(close: () => void): () => void {
  const layer = { close };
  layers.push(layer);
  plan();
  return () => {
    layers.splice(layers.indexOf(layer), 1);
    plan();
  };
}

/** Begins to follow the browser's history. Entries of layers that a reload has closed are left at once. */
export function followBack(): void {
  window.addEventListener('popstate', () => {
    if (travelling !== undefined) return arrive();
    for (const layer of layers.slice(depthNow()).reverse()) layer.close();
    // Forward to the entry of a layer that is gone leads nowhere.
    if (depthNow() > layers.length) align();
  });
  plan();
}

/** Goes to another place from below the open layers, so that none of their entries stays behind in the history. */
export function leaveLayers<Options extends NavigateOptions>(
  navigate: Navigate<Options>,
  to: string,
  options?: Options,
): void {
  const depth = depthNow();
  if (travelling !== undefined) waiting.push(() => leaveLayers(navigate, to, options));
  else if (depth === 0) navigate(to, options);
  else if (depth === 1 && !options?.replace) navigate(to, { ...options, replace: true } as Options);
  else {
    waiting.push(() => navigate(to, options));
    travel(-depth);
  }
}

/** A layer that takes another's place in the same turn takes over its entry. */
function plan(): void {
  if (isPlanned) return;
  isPlanned = true;
  queueMicrotask(() => {
    isPlanned = false;
    align();
  });
}

/** Gives every open layer its entry, and leaves those whose layers are gone. */
function align(): void {
  if (travelling !== undefined) return;
  const depth = depthNow();
  if (depth > layers.length) return travel(layers.length - depth);
  for (let layer = depth + 1; layer <= layers.length; layer += 1) history.pushState({ layer }, '');
}

function travel(steps: number): void {
  travelling = setTimeout(arrive, TRAVEL_MS);
  history.go(steps);
}

function arrive(): void {
  clearTimeout(travelling);
  travelling = undefined;
  const tasks = waiting;
  waiting = [];
  for (const task of tasks) task();
  align();
}

/** How many entries of layers lie between the place and where the history is. */
function depthNow(): number {
  const state: unknown = history.state;
  const isLayer = typeof state === 'object' && state !== null && 'layer' in state;
  return isLayer && typeof state.layer === 'number' ? state.layer : 0;
}
