/**
 * Without a move for so long, what has set the view in motion is over. Where the machine is busy, pictures are drawn without one
 * while the browser still scrolls.
 */
const REST_MS = 400;
/** By what a person scrolls. */
const INPUTS = ['wheel', 'touchmove', 'pointerdown', 'keydown'];

export type Landing = ReturnType<typeof createLanding>;

/**
 * The time after a jump in which a smooth scroll that was under way would go on: browsers add what is left of it to the
 * place where the jump has led. It ends when nothing moves any more, or when a person scrolls again.
 */
export function createLanding(view: HTMLElement) {
  let movedAt = -Infinity;
  let isLanding = false;

  const isMoving = () => performance.now() - movedAt < REST_MS;

  function stir() {
    movedAt = performance.now();
  }

  // They go with the view.
  for (const input of INPUTS)
    view.addEventListener(
      input,
      () => {
        isLanding = false;
        stir();
      },
      { passive: true },
    );

  return {
    /** The view jumps. Where nothing is in motion, it is there at once. */
    begin: () => (isLanding = isMoving()),
    /** Whether a move of so many px, which is not the program's, belongs to what was under way. */
    isUnderWay: (moved: number): boolean => {
      isLanding &&= isMoving();
      if (moved !== 0) stir();
      return isLanding;
    },
  };
}
