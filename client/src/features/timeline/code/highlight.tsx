import { createLowlight } from 'lowlight';
import type { ReactNode } from 'react';
import { LANGUAGES } from './languages';

type Nodes = ReturnType<ReturnType<typeof createLowlight>['highlight']>['children'];

const lowlight = createLowlight(LANGUAGES);

/** Colours of the theme that are readable on code's ground, in light and dark. */
const COLOURS: Record<string, string> = {
  keyword: 'accent',
  built_in: 'accent',
  type: 'accent',
  name: 'accent',
  'selector-tag': 'accent',
  section: 'accent',
  addition: 'accent',
  string: 'mention',
  regexp: 'mention',
  char: 'mention',
  subst: 'text',
  deletion: 'danger',
  number: 'warning',
  literal: 'warning',
  symbol: 'warning',
  attr: 'warning',
  attribute: 'warning',
  variable: 'warning',
  meta: 'text-muted',
  comment: 'text-muted',
  quote: 'text-muted',
  doctag: 'text-muted',
};

/**
 * Code in colours, as elements and never as HTML: the text stays letter for letter.
 * @returns nothing for a language that is not known here
 */
export function highlight(text: string, language: string): ReactNode {
  const name = language.toLowerCase();
  return lowlight.registered(name) ? draw(lowlight.highlight(name, text).children) : undefined;
}

function draw(nodes: Nodes): ReactNode {
  return nodes.map((node, index) => {
    if (node.type === 'text') return node.value;
    if (node.type !== 'element') return null;
    const colour = colourOf(node.properties.className);
    return (
      <span key={index} style={colour === undefined ? undefined : { color: `var(--${colour})` }}>
        {draw(node.children)}
      </span>
    );
  });
}

function colourOf(classes: unknown): string | undefined {
  const first: unknown = Array.isArray(classes) ? classes[0] : undefined;
  return typeof first === 'string' ? COLOURS[first.replace(/^hljs-/u, '')] : undefined;
}
