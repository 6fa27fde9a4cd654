import { inlineKind, type Attachment, type CopyName } from '@chatket/contract';
import { thumbHashToDataURL } from 'thumbhash';
import { localUrl } from './blobs';

/** Whoever wants less motion has pictures that stand still until they are asked to move. */
export const LESS_MOTION = '(prefers-reduced-motion: reduce)';
const WIDTH_MAX = 400;
const HEIGHT_MAX = 320;
/** Of both sides. */
const SIDE_MIN = 48;

/** Shown as a picture: its size is known, so that its place can be kept for it. */
export function isPicture({ type, width, height, check }: Attachment): boolean {
  return !check && inlineKind(type) === 'image' && width !== undefined && height !== undefined;
}

export function fileUrl(id: string, copy?: CopyName): string {
  return copy ? `/api/files/${id}/${copy}` : `/api/files/${id}`;
}

export function downloadUrl(id: string): string {
  return `${fileUrl(id)}?download=1`;
}

interface Wanted {
  copy: CopyName;
  /** It must not move. */
  isStill: boolean;
  /** It is on the server, and this browser may ask for it. */
  isReadable: boolean;
}

/** Where a picture is shown from; undefined for what is not there yet. */
export function sourceOf(file: Attachment, { copy, isStill, isReadable }: Wanted): string | undefined {
  const { id, thumbhash, isAnimated } = file;
  const stored = !thumbhash || (isAnimated && !isStill) ? fileUrl(id) : fileUrl(id, copy);
  // What this page has itself would move.
  if (isAnimated && isStill && isReadable) return stored;
  return localUrl(id) ?? (isReadable ? stored : undefined);
}

/**
 * So large a picture or video is shown among messages. What is so narrow or so flat that it would be a line has a box that can
 * be seen and hit, and in which it stands: no picture takes more of the room than others do.
 */
export function boxOf({ width = 1, height = 1 }: Pick<Attachment, 'width' | 'height'>) {
  const scale = Math.min(1, WIDTH_MAX / width, HEIGHT_MAX / height);
  const [wide, high] = [width * scale, height * scale];
  const isLine = wide < SIDE_MIN || high < SIDE_MIN;
  const box = { width: Math.max(SIDE_MIN, Math.round(wide)), height: Math.max(SIDE_MIN, Math.round(high)) };
  return { width: box.width, aspectRatio: isLine ? `${box.width} / ${box.height}` : `${width} / ${height}` };
}

const drawn = new Map<string, string>();

/** What stands in the place of a picture until it is there: its colours, as a background. */
export function placeholderOf({
  thumbhash,
}: Pick<Attachment, 'thumbhash'>): { backgroundImage: string; backgroundSize: string } | undefined {
  if (!thumbhash) return undefined;
  let url = drawn.get(thumbhash);
  if (url === undefined) {
    url = draw(thumbhash);
    drawn.set(thumbhash, url);
  }
  return url === '' ? undefined : { backgroundImage: `url(${url})`, backgroundSize: '100% 100%' };
}

function draw(thumbhash: string): string {
  try {
    return thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (sign) => sign.charCodeAt(0)));
  } catch {
    // Whoever made it up has a picture without one.
    return '';
  }
}
