import { TextDecoder } from 'node:util';

/** So much of the beginning may say how the rest is written, as browsers have it. */
export const PRESCAN_BYTES = 1_024;

const DECLARED = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i;
const IN_TYPE = /charset\s*=\s*["']?\s*([\w.:-]{1,40})/i;

/**
 * How a page is written: by the mark at its beginning, by its `Content-Type`, by what it says itself, and UTF-8 otherwise.
 * Names that nobody knows count as not said.
 */
export function decoderOf(beginning: Buffer, contentType: string): TextDecoder {
  const text = beginning.toString('latin1', 0, PRESCAN_BYTES);
  const said = [markOf(beginning), IN_TYPE.exec(contentType)?.[1], DECLARED.exec(text)?.[1]];
  for (const name of said) {
    const decoder = name === undefined ? undefined : knownDecoder(name);
    if (decoder) return decoder;
  }
  return new TextDecoder();
}

function markOf(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return undefined;
}

function knownDecoder(name: string): TextDecoder | undefined {
  try {
    return new TextDecoder(name);
  } catch {
    // A name that nobody knows.
    return undefined;
  }
}
