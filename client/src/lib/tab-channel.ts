export interface TabChannel<T> {
  /** Tells the other tabs that something has changed, or what. */
  tell: (what?: T) => void;
  /** Calls back when another tab tells. Returns the function that ends it. */
  listen: (listener: (what: T) => void) => () => void;
}

/** A channel between the tabs of this browser. Where there is none, nobody is told and nobody hears. */
export function openTabChannel<T = string>(name: string): TabChannel<T> {
  const channel = open(name);
  return {
    tell: (what) => channel?.postMessage(what ?? 'changed'),
    listen: (listener) => {
      const hear = ({ data }: MessageEvent<T>) => listener(data);
      channel?.addEventListener('message', hear);
      return () => channel?.removeEventListener('message', hear);
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
