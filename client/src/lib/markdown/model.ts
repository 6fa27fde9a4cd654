/** A message's text as it is drawn. What is not a marker of something drawn is kept as it was written. */
export type Block =
  | { kind: 'paragraph'; content: Inline[] }
  | { kind: 'quote'; content: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'list'; start: number | undefined; items: Inline[][] };

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: Emphasis; content: Inline[] };

export type Emphasis = 'bold' | 'italic' | 'strike';

/** Is called once for each step of the work, so that a test can count them. */
export type OnStep = () => void;

export const ignoreStep: OnStep = () => undefined;
