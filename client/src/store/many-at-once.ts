type Entries<T> = Readonly<Record<string, T>>;

export interface ManyAtOnce<T> {
  put: (id: string, entry: T) => void;
  /** Whatever is put meanwhile is told of in one step. */
  together: (work: () => void) => void;
}

/**
 * Changes single entries of a record that a store holds. In a flood, as when thousands of rooms are followed, it is
 * copied and told of once, and not for every entry: that would grow with the square.
 */
export function manyAtOnce<T>(read: () => Entries<T>, write: (entries: Entries<T>) => void): ManyAtOnce<T> {
  let open: Record<string, T> | undefined;

  function together(work: () => void) {
    if (open) return work();
    open = { ...read() };
    write(open);
    try {
      work();
    } finally {
      const isShown = read() === open;
      open = undefined;
      if (isShown) write({ ...read() });
    }
  }

  return {
    put: (id, entry) => {
      // Something else may have replaced the record meanwhile.
      if (open && read() === open) open[id] = entry;
      else write({ ...read(), [id]: entry });
    },
    together,
  };
}
