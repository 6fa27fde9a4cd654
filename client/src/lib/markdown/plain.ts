import type { Block, Inline, ListItem } from './model';
import { parseMarkdown } from './parse-blocks';

/**
 * A message's text as it is read, without the marks that draw it: for lists, notes and whatever else shows texts but does
 * not draw them. A link is its name; one whose name reads as another address is where it leads to.
 */
export function plainText(text: string): string {
  return parseMarkdown(text).map(plainBlock).join('\n');
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return plainInline(block.content);
    case 'quote':
      return block.content.map(plainBlock).join('\n');
    case 'code':
      return block.text;
    case 'list':
      return block.items.map(plainItem).join('\n');
  }
}

const plainItem = ({ number, content }: ListItem): string =>
  `${number ?? '•'} ${content.map(plainBlock).join('\n')}`;

function plainInline(content: readonly Inline[]): string {
  return content.map(plainPart).join('');
}

function plainPart(part: Inline): string {
  if (!('content' in part)) return part.text;
  return part.kind === 'named' && part.isMisleading ? part.href : plainInline(part.content);
}
