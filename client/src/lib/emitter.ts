type Listener<T> = (value: T) => void;

export interface Emitter<T> {
  emit: (value: T) => void;
  /** Returns the function that ends the subscription. */
  listen: (listener: Listener<T>) => () => void;
}

/** A list of listeners for one kind of value, called in the order they came. */
export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<Listener<T>>();
  return {
    emit: (value) => {
      for (const listener of [...listeners]) listener(value);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
