/** A message's text as it is drawn. What is not a marker of something drawn is kept as it was written. */
export type Block =
  | { kind: 'paragraph'; content: Inline[] }
  | { kind: 'quote'; content: Block[] }
  | { kind: 'code'; text: string; language: string | undefined }
  | { kind: 'list'; start: number | undefined; items: ListItem[] };

export interface ListItem {
  /** With its dot or bracket, as it was typed. */
  number: string | undefined;
  content: Block[];
}

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'link'; text: string; href: string }
  | NamedLink
  | { kind: Emphasis; content: Inline[] };

export interface NamedLink {
  kind: 'named';
  content: Inline[];
  href: string;
  /** The name reads as an address that is not the one it leads to. */
  isMisleading: boolean;
}

export type Emphasis = 'bold' | 'italic' | 'strike';

/** Is called once for each step of the work, so that a test can count them. */
export type OnStep = () => void;

export const ignoreStep: OnStep = () => undefined;
