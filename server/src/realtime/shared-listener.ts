/** One listener for any number of emitters: each calls it as itself, so that none needs a function of its own. */
export function sharedListener<Emitter, Args extends unknown[]>(
  handle: (emitter: Emitter, ...args: Args) => void,
): (...args: Args) => void {
  return function (this: Emitter, ...args: Args) {
    handle(this, ...args);
  };
}
