const RUN = /`+/gu;

export interface CodeSpan {
  text: string;
  /** Where the run of backticks that closes it begins. */
  close: number;
}

/**
 * Finds code between two runs of as many backticks. To be asked from left to right: each run is looked at once.
 * @returns the span that a run of `length` backticks opens whose code begins at `from`
 */
export function codeSpansOf(source: string) {
  const places = new Map<number, { at: number[]; next: number }>();
  for (const match of source.matchAll(RUN)) {
    const { length } = match[0];
    const known = places.get(length);
    if (known) known.at.push(match.index);
    else places.set(length, { at: [match.index], next: 0 });
  }

  return (from: number, length: number): CodeSpan | undefined => {
    const runs = places.get(length);
    if (!runs) return undefined;
    while ((runs.at[runs.next] ?? Infinity) < from) runs.next += 1;
    const close = runs.at[runs.next];
    if (close === undefined) return undefined;
    const text = withoutPadding(source.slice(from, close));
    return text.trim() === '' ? undefined : { text, close };
  };
}

/** One space at both ends keeps backticks of the code apart from those around it. */
function withoutPadding(code: string): string {
  return /^ [^]* $/u.test(code) && code.trim() !== '' ? code.slice(1, -1) : code;
}
