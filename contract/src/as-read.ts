import { type Block, type Inline, type ListItem, parseMarkdown } from './markdown/index.js';
import { isVisible } from './visible-text.js';

/**
 * A text as it is read where only words can be shown: a push, a mail. Marks of what is drawn are gone, links stand by
 * their names, those that pretend to lead elsewhere by their address; quotes stand in quotation marks, each item of a
 * list in a line. What is no Markdown stays as it was written. Takes time in proportion to the length.
 */
export function asRead(text: string): string {
  const read = blocksAsRead(parseMarkdown(text));
  return isVisible(read) ? read : text;
}

function blocksAsRead(blocks: readonly Block[]): string {
  return blocks.map(blockAsRead).join('\n');
}

function blockAsRead(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return inlinesAsRead(block.content);
    case 'quote':
      // Nobody is to take the words of others for the sender's.
      return `“${blocksAsRead(block.content)}”`;
    case 'code':
      return block.text;
    case 'list':
      return block.items.map(itemAsRead).join('\n');
  }
}

function itemAsRead({ number, content }: ListItem): string {
  return `${number ?? '•'} ${blocksAsRead(content)}`;
}

function inlinesAsRead(content: readonly Inline[]): string {
  return content.map(inlineAsRead).join('');
}

function inlineAsRead(part: Inline): string {
  if (part.kind === 'named' && part.isMisleading) return part.href;
  return 'content' in part ? inlinesAsRead(part.content) : part.text;
}
