/** Pictures of which everything but the picture can be taken away, by their media types. */
export const CLEANABLE = ['image/jpeg', 'image/png', 'image/apng', 'image/webp', 'image/gif', 'image/avif'];

/** The files of a job, in its folder. `original` is there before; the others come of it. */
export const JOB_FILES = {
  original: 'original',
  clean: 'clean',
  small: 'small',
  large: 'large',
  avatar: 'avatar',
} as const;

/** What a picture is made into. Plain JSON: it goes to the child and back. */
export interface PictureJob {
  id: number;
  folder: string;
  /** By its content. */
  type: string;
  /** Only the picture of a person or a room is made of it. */
  isAvatar?: boolean;
}

export interface PictureFacts {
  width: number;
  height: number;
  /** What is shown while it loads: a thumbhash in base64. */
  thumbhash: string;
  isAnimated: boolean;
}

/** Why there is nothing to be had of it, however often it is tried. */
export type PictureFault = 'unreadable' | 'too large';

export type PictureAnswer = { id: number } & (
  | { kind: 'done'; facts?: PictureFacts }
  | { kind: 'fault'; fault: PictureFault }
  | { kind: 'full' }
  | { kind: 'failed'; error: string }
);

/** In the child: its sides together have more than this many pixels. */
export const PIXELS_MAX = 50_000_000;
