import type { Attachment } from '@chatket/contract';

const CARD = 60;
const SIDE = 320;

/** About how high files will be, in px: so much is kept free until what draws them is there. */
export function reservedHeight(files: readonly Attachment[]): number {
  return files.reduce((sum, { width, height }) => sum + (width && height ? Math.min(SIDE, height) : CARD), 0);
}
