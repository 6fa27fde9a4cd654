import type { Readable } from 'node:stream';
import { storageFull } from '../common/index.js';

/** Bytes from `start` up to and with `end`. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Something in the store, and when it came there, in ms. */
export interface Stored {
  name: string;
  storedAt: number;
}

/** What the parts of an upload have, in bytes, by their numbers. */
export type PartSizes = ReadonlyMap<number, number>;

/** As what a browser that fetches an object elsewhere is to take it. */
export interface ReadAs {
  type: string;
  disposition: string;
}

/**
 * Where the bytes of files are; all that is not there for a moment fails with AppError `UNAVAILABLE`. Uploads come in parts under the id of the upload and become one object under a key, which
 * never changes from then on. Neither knows names, types or people.
 */
export abstract class FileStore {
  /** Of each part but the last one. */
  abstract readonly partBytes: number;
  /** It is at the end of a network: who begins is told when it is away. */
  abstract readonly isRemote: boolean;

  /** Where clients bring parts themselves, if not by us: each with a PUT of exactly that size. */
  abstract partUrls(upload: string, sizes: PartSizes): Promise<Map<number, string>>;

  /**
   * Stores a part; one that is there is replaced. It is there whole or not at all. @returns false when all parts were forgotten
   * meanwhile
   * @throws AppError `VALIDATION` when there are not exactly `size` bytes; `STORAGE_FULL`
   */
  abstract putPart(upload: string, part: number, bytes: Readable, size: number): Promise<boolean>;

  /** The sizes of the parts that are there, by their numbers. */
  abstract parts(upload: string): Promise<Map<number, number>>;

  /**
   * Makes one object of the parts `0` to `count - 1`. It is kept when this resolves. @returns false when one of them is gone
   * @throws AppError `STORAGE_FULL`
   */
  abstract join(upload: string, count: number, key: string): Promise<boolean>;

  /** Twice is once. */
  abstract forgetParts(upload: string): Promise<void>;

  /** Stores an object of `size` bytes. It is there whole and kept when this resolves. @throws AppError `STORAGE_FULL` */
  abstract put(key: string, bytes: Readable, size: number): Promise<void>;

  /** How many bytes an object has; undefined when there is none. */
  abstract sizeOf(key: string): Promise<number | undefined>;

  /** All of an object, or a part of it. @returns undefined when there is none */
  abstract read(key: string, range?: ByteRange): Promise<Readable | undefined>;

  /** Where a browser may fetch it for a moment, if not here. */
  abstract readUrl(key: string, as: ReadAs): Promise<string | undefined>;

  /** Twice is once. */
  abstract remove(key: string): Promise<void>;

  /** How many bytes there is room for. */
  abstract freeBytes(): Promise<number>;

  /** All objects, by their keys, and all uploads, by their ids. */
  abstract objects(): AsyncIterable<Stored>;
  abstract uploads(): AsyncIterable<Stored>;

  /** Forgets what joining left that was cut off in the middle before then, where that is not among the objects. */
  abstract forgetUnfinished(before: number): Promise<void>;
}

/** Where bytes are put, in the end or while something is made of them. */
export type Place = Pick<FileStore, 'freeBytes'>;

/** @throws AppError `STORAGE_FULL` where so many bytes more would leave less than `minFree` in one of the places */
export async function requireSpace(places: readonly Place[], bytes: number, minFree: number): Promise<void> {
  for (const place of places) if ((await place.freeBytes()) - bytes < minFree) throw storageFull();
}
