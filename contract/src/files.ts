import { SAMPLE } from './samples.js';
import type { ClientEventOf, EventExamples } from './wire.js';

export const FILE_LIMITS = {
  /** Files of a message. */
  perMessage: 10,
  /** How long a name may be, in code points. */
  nameMax: 200,
  /** Bytes of each part of an upload but the last one, where the server does not say otherwise. */
  partBytes: 1024 * 1024,
  /** Files that somebody has begun to upload, or has uploaded, and not sent. */
  unsentMax: 100,
  /** Width and height of pictures and videos, in pixels. */
  sideMax: 100_000,
  /** The longest sound or video: a week. */
  durationMsMax: 7 * 24 * 60 * 60 * 1_000,
  /** What is said of a picture for those who do not see it, in code points. */
  altMax: 1_000,
  /** How many bars the waveform of a voice message has at most. */
  waveformMax: 64,
  /** Our client records no longer than that. */
  voiceMsMax: 15 * 60 * 1_000,
} as const;

/** Of what is made into the picture of a person or a room. */
export const PICTURE_BYTES_MAX = 1024 * 1024;

/** How loud a voice message is from its beginning to its end, in even steps, each a digit from `0` to `f`. */
export const WAVEFORM = /^[0-9a-f]{1,64}$/;

/** A file of a message. Its bytes are at `/api/files/{id}`. */
export interface Attachment {
  id: string;
  /** For people; nothing is found by it. */
  name: string;
  /** In bytes. */
  size: number;
  /** What it is by its content: a media type; `application/octet-stream` where that is not known. */
  type: string;
  /** Of pictures as they are shown; of videos as the sender's client has measured them. */
  width?: number;
  height?: number;
  /** Of sounds and videos, likewise. */
  durationMs?: number;
  /**
   * Of pictures: what is shown while they load, a thumbhash in base64. Where it is there, so are copies as WebP at
   * `/api/files/{id}/small` and `/large`, with sides of 640 and 2,048 pixels at most; neither moves.
   */
  thumbhash?: string;
  /** The picture itself moves. */
  isAnimated?: true;
  /** What it shows, for those who do not see it. */
  alt?: string;
  /** It is a voice message: how loud it is from its beginning to its end, in even steps, each a digit from `0` to `f`. */
  waveform?: string;
  /** `waiting`: a scanner has not looked at it yet, and only who uploaded it reads it. `harmful`: nobody does. */
  check?: 'waiting' | 'harmful';
}

/** What a client has measured, and what its person says of it. */
export type FileMeasures = Pick<Attachment, 'width' | 'height' | 'durationMs' | 'alt' | 'waveform'>;

/** The copies of a picture. */
export const COPY_NAMES = ['small', 'large'] as const;
export type CopyName = (typeof COPY_NAMES)[number];

/** What a file of a message of mine shows; empty: nothing is said of it. */
export interface FileDescribe {
  roomId: string;
  messageId: string;
  fileId: string;
  alt: string;
}

export interface UploadStart {
  /** A UUID that the client made up: to begin again under it is to go on. */
  id: string;
  name: string;
  size: number;
}

/** How far an upload is. */
export interface UploadState {
  id: string;
  size: number;
  partBytes: number;
  /** The numbers of the parts that are there, from 0, ascending. */
  stored: number[];
  /** By their numbers: where the next parts go instead, by a PUT without a login. Ask again for those of the others. */
  urls?: Record<string, string>;
  /** When it is complete: what it has become. */
  file?: Attachment;
}

/** How many parts a file of so many bytes has. */
export function partsOf(size: number, partBytes: number = FILE_LIMITS.partBytes): number {
  return Math.ceil(size / partBytes);
}

/** From where and up to where, in bytes, a part reaches. */
export function partRange(
  size: number,
  part: number,
  partBytes: number = FILE_LIMITS.partBytes,
): { start: number; end: number } {
  const start = part * partBytes;
  return { start, end: Math.min(size, start + partBytes) };
}

/** What browsers show without harm. Whatever else there is, SVG and PDF among it, is only downloaded. */
const INLINE_TYPES: readonly string[] = [
  ...['jpeg', 'png', 'apng', 'webp', 'gif', 'avif'].map((name) => `image/${name}`),
  ...['mp4', 'webm'].map((name) => `video/${name}`),
  ...['mpeg', 'mp4', 'webm', 'ogg', 'wav', 'flac', 'aac'].map((name) => `audio/${name}`),
];

export type InlineKind = 'image' | 'video' | 'audio';

/** As what a file is shown in the message; undefined for what is only downloaded. */
export function inlineKind(type: string): InlineKind | undefined {
  return INLINE_TYPES.includes(type) ? (type.slice(0, type.indexOf('/')) as InlineKind) : undefined;
}

declare module './messages.js' {
  interface Message {
    /** In the order in which they were sent; missing where there are none. */
    attachments?: Attachment[];
  }
  interface MessageSend {
    /** Uploads of mine, complete and sent nowhere yet. With them the text may be empty. */
    attachments?: string[];
  }
  interface MessageQuote {
    /** How many files what is answered has. */
    files?: number;
  }
}

declare module './wire.js' {
  interface ClientToServer {
    'file:describe': ClientEventOf<FileDescribe, { seq?: number }>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function fileEvents() {
  const { roomId, message } = SAMPLE;
  const { messageId } = message;
  return {
    client: {
      'file:describe': {
        summary: `Say what a file of a message of mine shows, for those who do not see it, with ${String(FILE_LIMITS.altMax)} characters at most; with none nothing is said any more. \`seq\` is the change it made; none when it was so already. \`MESSAGE_NOT_FOUND\`, \`MESSAGE_DELETED\`, \`ROOM_ARCHIVED\`, \`BLOCKED_BY_RULE\`.`,
        payload: { roomId, messageId, fileId: sampleFile().id, alt: 'A red kettle' },
        ack: { seq: 22 },
      },
    },
  } as const satisfies EventExamples;
}

/** The same for a file. */
export function sampleFile(): Attachment {
  return {
    id: SAMPLE.message.messageId.replace(/..$/, 'f1'),
    name: 'kitchen.jpg',
    size: 183_204,
    type: 'image/jpeg',
    width: 1600,
    height: 1200,
  };
}
