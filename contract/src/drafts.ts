import type { Attachment } from './files.js';
import { SAMPLE } from './samples.js';
import type { ClientEventOf, EventExamples, ServerEventOf } from './wire.js';

/** What I have begun to write, on all my devices. */
export interface SharedDraft {
  roomId: string;
  /** Of the thread it is for. */
  threadId?: string;
  /** Empty when it was sent or deleted. */
  text: string;
  /** The message that it answers. */
  replyToId?: string;
  /** Uploads of mine that go with it, in their order; missing where there are none. */
  attachments?: Attachment[];
  /** When it was written, by the clock of the device. */
  at: string;
  /** Grows with every change. */
  rev: number;
  /** What I had written elsewhere at the same time, and can have back. */
  other?: { text: string; at: string };
}

export interface DraftSave {
  roomId: string;
  threadId?: string;
  text: string;
  replyToId?: string | null;
  /** Uploads of mine that are complete. Left out, they stay as they are, but for the empty text, which ends the draft. */
  attachments?: string[];
  at: string;
  /** The last that this device knows; 0 when it knows none. */
  rev: number;
  /** What was written elsewhere at the same time is not wanted any more. */
  forgetOther?: boolean;
}

declare module './wire.js' {
  interface ClientToServer {
    'draft:save': ClientEventOf<DraftSave, { draft: SharedDraft }>;
  }
  interface ServerToClient {
    'draft:changed': ServerEventOf<SharedDraft>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function draftEvents() {
  const { roomId, createdAt } = SAMPLE;
  const draft = { roomId, text: 'Coffee is', at: createdAt, rev: 3 };
  return {
    client: {
      'draft:save': {
        summary:
          'Keep what I have begun to write for my other devices; the empty text without files ends it, and files that go with none are forgotten. Where `rev` is not the last, the newer text holds and the other one is kept as `other`: `draft` is what holds now. `LIMIT_REACHED`.',
        payload: { roomId, text: 'Coffee is', at: createdAt, rev: 2 },
        ack: { draft },
      },
    },
    server: {
      'draft:changed': {
        summary: 'I have written, sent or deleted a draft on another of my devices.',
        payload: draft,
      },
    },
  } as const satisfies EventExamples;
}
