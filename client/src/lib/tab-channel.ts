export interface TabChannel {
  /** Tells the other tabs that something has changed. */
  tell: () => void;
  /** Calls back when another tab tells. Returns the function that ends it. */
  listen: (listener: () => void) => () => void;
}

/** A channel between the tabs of this browser. Where there is none, nobody is told and nobody hears. */
export function openTabChannel(name: string): TabChannel {
  const channel = open(name);
  return {
    tell: () => channel?.postMessage('changed'),
    listen: (listener) => {
      channel?.addEventListener('message', listener);
      return () => channel?.removeEventListener('message', listener);
    },
  };
}

function open(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined; // an old browser, or one that forbids storage
  }
}
