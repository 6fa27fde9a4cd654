import { createElement, lazy, useState, type ComponentType, type ReactNode } from 'react';
import { createStore } from 'zustand/vanilla';

const TRIES = 3;
const PAUSE_MS = 1_500;
/** What is missing is tried again after this. */
const AGAIN_MS = 15_000;
/** Where browsers do not tell when they are idle. */
const IDLE_MS = 200;
/** A browser that is never idle fetches the rest all the same: it may be needed when nobody can be reached. */
const BUSY_MOST_MS = 2_000;

type Later<Props> = ((props: Props) => ReactNode) & {
  /** Settles when it is there or cannot be had now; nothing where it is there. */
  preload: () => Promise<unknown> | undefined;
};

/** How much somebody waits for that the server does not give. */
export const missing = createStore(() => ({ count: 0 }));

const preloads: (() => unknown)[] = [];
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
  const preload = () => (loaded ? undefined : start().catch(() => undefined));
  preloads.push(preload);
  goOn();
  const Lazy: ComponentType<Props> = lazy(() => untilThere(start));
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
    if ('requestIdleCallback' in window) window.requestIdleCallback(task, { timeout: BUSY_MOST_MS });
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

async function attempt<Props>(load: () => Promise<ComponentType<Props>>, tries: number) {
  for (let left = tries; ; left -= 1) {
    try {
      return { default: await load() };
    } catch (error) {
      if (left <= 1) throw error;
      await pause(PAUSE_MS);
    }
  }
}

/**
 * Does what somebody waits for until it succeeds. What cannot be had although the server answers counts as `missing`, and is
 * never thrown: whoever draws it would lose the whole page with it.
 */
export async function untilThere<Result>(task: () => Promise<Result>): Promise<Result> {
  for (let isMissing = false; ; await pause(AGAIN_MS)) {
    try {
      const result = await patiently(task);
      if (isMissing) count(-1);
      return result;
    } catch (error) {
      console.error(error);
      if (!isMissing) count(1);
      isMissing = true;
    }
  }
}

const count = (more: number) => missing.setState((now) => ({ count: now.count + more }));

/**
 * Does what somebody waits for, again and again while nobody can be reached. What fails once more although the server has
 * answered is not there any more.
 * @throws what `task` has thrown then
 */
export async function patiently<Result>(task: () => Promise<Result>): Promise<Result> {
  for (let hasAnswered = false; ; await pause(PAUSE_MS)) {
    try {
      return await task();
    } catch (error) {
      const answers = await isReachable();
      // The first failure may be of the time before the answer: the network has just come back.
      if (hasAnswered && answers) throw error;
      hasAnswered = answers;
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const isReachable = () =>
  fetch('/health', { cache: 'no-store' }).then(
    () => true,
    () => false,
  );
