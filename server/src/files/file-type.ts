import { type FileMeasures, inlineKind } from '@chatket/contract';
import { fileTypeFromBuffer } from 'file-type';

/** So much of its beginning says what a file is. */
export const TYPE_BYTES = 4_100;
/** What nobody knows. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** Other names of what the contract knows under one. */
const SAME: Record<string, string> = {
  'audio/x-m4a': 'audio/mp4',
  'audio/x-flac': 'audio/flac',
  'audio/vnd.wave': 'audio/wav',
  'video/x-m4v': 'video/mp4',
};

/** How a TIFF begins, in both orders of bytes, and its larger form. What it is besides stands anywhere behind. */
const TIFF_BEGINNINGS = ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'];

/** What a file is by how it begins. Its name is not asked. */
export async function typeOf(beginning: Buffer): Promise<string> {
  const found = await fileTypeFromBuffer(beginning).catch(() => undefined);
  const [type = unnamedType(beginning)] = found?.mime.split(';') ?? [];
  return SAME[type] ?? type;
}

function unnamedType(beginning: Buffer): string {
  return TIFF_BEGINNINGS.includes(beginning.toString('latin1', 0, 4)) ? 'image/tiff' : UNKNOWN_TYPE;
}

/**
 * What is told of a file, with its type: what can be heard and has a waveform is a voice message. Browsers record those into
 * files that begin as videos do.
 */
export function asVoice(
  type: string,
  { waveform, ...measures }: FileMeasures,
): FileMeasures & { type: string } {
  const sound = type.replace(/^video\//, 'audio/');
  if (waveform === undefined || inlineKind(sound) !== 'audio') return { ...measures, type };
  const { durationMs, alt } = measures;
  return { type: sound, waveform, ...(durationMs && { durationMs }), ...(alt && { alt }) };
}
