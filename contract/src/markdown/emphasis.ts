import type { Emphasis, OnStep } from './model.js';

const FACE_MAX = 3;

/** A run of marks. What is left of it when all is paired is text. */
export interface Marks {
  kind: 'marks';
  at: number;
  character: string;
  length: number;
  left: number;
  canOpen: boolean;
  canClose: boolean;
  /** From the inside out. */
  opens: Emphasis[];
  closes: Emphasis[];
}

/**
 * Pairs runs of marks: CommonMark's stack of delimiters with its bounds per kind of closer, so that the work is in
 * proportion to the number of runs (spec 0.31.2, appendix "process emphasis").
 */
export function pair(text: string, runs: readonly Marks[], onStep: OnStep): void {
  const openers: { run: Marks; order: number }[] = [];
  /** Below it, no opener fits a closer of that kind. */
  const bottoms = new Map<string, number>();
  runs.forEach((run, order) => {
    onStep();
    while (run.canClose && run.left > 0) {
      const key = `${run.character}${String(run.canOpen)}${String(run.length % 3)}`;
      const bottom = bottoms.get(key) ?? 0;
      let index = openers.length - 1;
      while (index >= 0 && (openers[index]?.order ?? 0) >= bottom) {
        onStep();
        const opener = openers[index];
        if (opener && fits(opener.run, run)) break;
        index -= 1;
      }
      const opener = openers[index];
      if (!opener || opener.order < bottom) {
        bottoms.set(key, order);
        break;
      }
      // What was opened inside and not closed there is text.
      openers.length = index + 1;
      if (isFace(text, opener.run, run)) {
        openers.pop();
        return;
      }
      close(opener.run, run);
      if (opener.run.left === 0) openers.pop();
    }
    if (run.canOpen && run.left > 0) openers.push({ run, order });
  });
}

function fits(opener: Marks, closer: Marks): boolean {
  if (opener.character !== closer.character) return false;
  // Two stars are bold or nothing: no half of them is a mark, as it would be by CommonMark.
  if ((opener.length === 2 || closer.length === 2) && Math.min(opener.left, closer.left) < 2) return false;
  const isEither = (opener.canOpen && opener.canClose) || (closer.canOpen && closer.canClose);
  const isThird = (opener.length + closer.length) % 3 === 0;
  return !isEither || !isThird || (opener.length % 3 === 0 && closer.length % 3 === 0);
}

/** A mark on either side of a sign or two: "*_*", "*.*". */
function isFace(text: string, opener: Marks, closer: Marks): boolean {
  const from = opener.at + opener.length;
  if (opener.length > 1 || closer.at - from > FACE_MAX) return false;
  return /^[\p{P}\p{S}]*$/u.test(text.slice(from, closer.at)) && !/\p{So}/u.test(text.slice(from, closer.at));
}

function close(opener: Marks, closer: Marks): void {
  const [emphasis, width] = innermost(opener, closer);
  opener.opens.push(emphasis);
  closer.closes.push(emphasis);
  opener.left -= width;
  closer.left -= width;
}

/** Three stars on both sides are slanted letters inside bold ones. */
function innermost(opener: Marks, closer: Marks): [Emphasis, number] {
  if (opener.character === '~') return ['strike', 2];
  const least = Math.min(opener.left, closer.left);
  const isOdd = opener.left % 2 === 1 && closer.left % 2 === 1;
  return least < 2 || isOdd ? ['italic', 1] : ['bold', 2];
}
