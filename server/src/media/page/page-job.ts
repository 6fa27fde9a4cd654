import { JOB_FILES } from '../picture-job.js';

/** What a child is told to look at. Plain JSON: it goes to the child and back. */
export interface PageJob {
  id: number;
  /** Where it may lay the picture. */
  folder: string;
  url: string;
  /** Hosts with a port, such as `127.0.0.1:4100`, that are asked wherever they are: of tests only. */
  allowed: readonly string[];
}

/** The copy of the picture that pages name, as it is left in the folder of a job: WebP. */
export const PAGE_PICTURE = JOB_FILES.small;

export interface PagePicture {
  width: number;
  height: number;
  /** A thumbhash in base64. */
  thumbhash: string;
}

/** What a page says of itself. */
export interface PageFacts {
  title: string;
  description?: string;
  siteName?: string;
  /** Left in the folder as `PAGE_PICTURE`. */
  picture?: PagePicture;
}

export type PageAnswer = { id: number } & (
  | { kind: 'done'; facts?: PageFacts }
  /** In words without the address. */
  | { kind: 'failed'; error: string }
);

export const PAGE_LIMITS = {
  /** Of a page, after unpacking: what is behind is not looked at. */
  pageBytes: 512 * 1024,
  /** Of the picture that it names. */
  pictureBytes: 5 * 1024 * 1024,
  /** For the page, and once more for its picture, whatever redirects there are. */
  fetchMs: 5_000,
  redirects: 3,
  /** In code points; what is longer is cut. */
  titleMax: 200,
  descriptionMax: 300,
  siteNameMax: 80,
  /** Of an address. */
  urlMax: 2_000,
  /** Smaller pictures count visits, and show nothing. */
  sideMin: 64,
} as const;
