import { SAMPLE } from './samples.js';
import type { ClientEventOf, EventExamples } from './wire.js';

export const PREVIEW_LIMITS = {
  /** The first links of a message. */
  perMessage: 3,
} as const;

/** What a page that a message links to says of itself. */
export interface LinkPreview {
  id: string;
  /** Of the page. */
  url: string;
  title: string;
  description?: string;
  siteName?: string;
  /** A copy as WebP, at `/api/files/{id}`; with the sides of the picture that it was made of. */
  picture?: PreviewPicture;
}

export interface PreviewPicture {
  width: number;
  height: number;
  /** What is shown while it loads: a thumbhash in base64. */
  thumbhash: string;
}

/** A state, not a toggle: to repeat it is harmless. */
export interface PreviewShow {
  roomId: string;
  messageId: string;
  previewId: string;
  on: boolean;
}

declare module './messages.js' {
  interface Message {
    /** In the order of the links; missing where there are none. They come some time after the message. */
    previews?: LinkPreview[];
  }
}

declare module './wire.js' {
  interface ClientToServer {
    'preview:show': ClientEventOf<PreviewShow, { seq?: number }>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function previewEvents() {
  const { roomId, message } = SAMPLE;
  return {
    client: {
      'preview:show': {
        summary:
          'Take the preview of a link away from a message of mine, or as a moderator from that of somebody below (`on: false`), or bring it back. What moderators took away its author does not bring back; what was taken away a day ago is gone. `seq` is the change it made; none when it was so already. `FORBIDDEN`, `MESSAGE_DELETED`, `MESSAGE_NOT_FOUND`, `NOT_FOUND`.',
        payload: { roomId, messageId: message.messageId, previewId: samplePreview().id, on: false },
        ack: { seq: 23 },
      },
    },
  } as const satisfies EventExamples;
}

/** The same for a preview. */
export function samplePreview(): LinkPreview {
  return {
    id: SAMPLE.message.messageId.replace(/..$/, 'e1'),
    url: 'https://soup.example/of-the-day',
    title: 'Soup of the day',
    siteName: 'The kitchen',
  };
}
