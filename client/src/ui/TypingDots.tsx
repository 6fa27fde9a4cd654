const DOT = 'size-1 animate-dot rounded-full bg-current';

/** Somebody is writing. Decoration: who it is stands in words elsewhere. */
export function TypingDots() {
  return (
    <span aria-hidden="true" data-typing className="inline-flex shrink-0 animate-appear gap-0.75 text-quiet">
      <span className={DOT} />
      <span className={`${DOT} [animation-delay:150ms]`} />
      <span className={`${DOT} [animation-delay:300ms]`} />
    </span>
  );
}
