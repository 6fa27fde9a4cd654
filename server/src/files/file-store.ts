import type { Readable } from 'node:stream';

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

/**
 * Where the bytes of files are. Uploads come in parts under the id of the upload and become one object under a key, which
 * never changes from then on. Neither knows names, types or people.
 */
export abstract class FileStore {
  /**
   * Stores a part; one that is there is replaced. It is there whole or not at all.
   * @throws AppError `VALIDATION` when there are not exactly `size` bytes; `STORAGE_FULL`
   */
  abstract putPart(upload: string, part: number, bytes: Readable, size: number): Promise<void>;

  /** The sizes of the parts that are there, by their numbers. */
  abstract parts(upload: string): Promise<Map<number, number>>;

  /** Makes one object of the parts `0` to `count - 1`. It is kept when this resolves. @throws AppError `STORAGE_FULL` */
  abstract join(upload: string, count: number, key: string): Promise<void>;

  /** Twice is once. */
  abstract forgetParts(upload: string): Promise<void>;

  /** Stores an object. It is there whole and kept when this resolves. @throws AppError `STORAGE_FULL` */
  abstract put(key: string, bytes: Readable): Promise<void>;

  /** How many bytes an object has; undefined when there is none. */
  abstract sizeOf(key: string): Promise<number | undefined>;

  /** All of an object, or a part of it. @returns undefined when there is none */
  abstract read(key: string, range?: ByteRange): Promise<Readable | undefined>;

  /** Twice is once. */
  abstract remove(key: string): Promise<void>;

  /** How many bytes there is room for. */
  abstract freeBytes(): Promise<number>;

  /** All objects, by their keys, and all uploads, by their ids. */
  abstract objects(): AsyncIterable<Stored>;
  abstract uploads(): AsyncIterable<Stored>;
}
