/** After so many pictures without a move, what has set the view in motion is over. */
const REST_FRAMES = 3;
/** By what a person scrolls. */
const INPUTS = ['wheel', 'touchmove', 'pointerdown', 'keydown'];

export type Landing = ReturnType<typeof createLanding>;

/**
 * The time after a jump in which a smooth scroll that was under way would go on: browsers add what is left of it to the
 * place where the jump has led. It ends when nothing moves any more, or when a person scrolls again.
 */
export function createLanding(view: HTMLElement) {
  let framesToRest = 0;
  let isLanding = false;

  function stir() {
    if (framesToRest === 0) requestAnimationFrame(rest);
    framesToRest = REST_FRAMES;
  }

  function rest() {
    framesToRest -= 1;
    if (framesToRest > 0) requestAnimationFrame(rest);
    else isLanding = false;
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
    begin: () => (isLanding = framesToRest > 0),
    /** Whether a move of so many px, which is not the program's, belongs to what was under way. */
    isUnderWay: (moved: number): boolean => {
      if (moved !== 0) stir();
      return isLanding;
    },
  };
}
