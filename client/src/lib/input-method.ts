/** What a key press says about itself, in React's events and the browser's. */
interface KeyPress {
  keyCode: number;
  isComposing?: boolean;
  nativeEvent?: { isComposing: boolean };
}

/** What browsers put in place of the code of a key that went to an input method. */
const PROCESSED_BY_INPUT_METHOD = 229;

/**
 * Whether a key press belongs to an input method: Enter picks a word there, Esc drops it, arrows walk through a list.
 * Safari ends the composition before it tells of the key, so that only the code gives it away.
 * https://bugs.webkit.org/show_bug.cgi?id=165004
 */
export function isForInputMethod({ keyCode, isComposing, nativeEvent }: KeyPress): boolean {
  return (nativeEvent?.isComposing ?? isComposing ?? false) || keyCode === PROCESSED_BY_INPUT_METHOD;
}
