export type { Block, Inline, ListItem } from './model.js';
export { parseMarkdown } from './parse-blocks.js';
