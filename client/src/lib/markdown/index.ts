export type { Block, Inline } from './model';
export { parseMarkdown } from './parse-blocks';
