import { createElement, lazy, useState, type ComponentType, type ReactNode } from 'react';

const TRIES = 3;
const PAUSE_MS = 1_500;
/** Where browsers do not tell when they are idle. */
const IDLE_MS = 200;

type Later<Props> = ((props: Props) => ReactNode) & { preload: () => void };

const preloads: (() => void)[] = [];
/** Goes on with them, from when everything is wanted. */
let goOn: () => void = () => undefined;

/**
 * A component whose code is loaded when it is first shown, or before, when the browser has nothing else to do. Once it
 * is there, it is drawn at once like any other: the next key that is pressed is for it.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let loading: Promise<{ default: ComponentType<Props> }> | undefined;
  let loaded: ComponentType<Props> | undefined;
  const start = () => {
    loading ??= attempt(load, TRIES).then(
      (module) => {
        loaded = module.default;
        return module;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  // Nobody waits yet: whoever does will see the failure.
  const preload = () => void start().catch(() => undefined);
  preloads.push(preload);
  goOn();
  const Lazy: ComponentType<Props> = lazy(start);
  function Later(props: Props) {
    // What is shown stays: another component in its place would begin anew.
    const [Shown] = useState(() => loaded ?? Lazy);
    return createElement(Shown, props);
  }
  return Object.assign(Later, { preload });
}

/** Fetches everything that was put off, one at a time, whenever the browser is idle; also what that puts off in turn. */
export function loadTheRest(): void {
  const idle = (task: () => void) => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(task);
    else setTimeout(task, IDLE_MS);
  };
  let isGoing = false;
  const next = () => {
    const preload = preloads.shift();
    isGoing = preload !== undefined;
    if (!preload) return;
    preload();
    idle(next);
  };
  goOn = () => {
    if (!isGoing) idle(next);
    isGoing = true;
  };
  goOn();
}

/** What fails while the browser is offline is tried again when it is back: until then nothing is shown in its place. */
async function attempt<Props>(load: () => Promise<ComponentType<Props>>, tries: number) {
  for (let left = tries; ;) {
    try {
      return { default: await load() };
    } catch (error) {
      if (!navigator.onLine) {
        await new Promise((resolve) => window.addEventListener('online', resolve, { once: true }));
        continue;
      }
      left -= 1;
      if (left <= 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
