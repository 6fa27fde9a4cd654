import { SAMPLE } from './samples.js';
import type { EventExamples, ServerEventOf } from './wire.js';

export const EXPORT_LIMITS = {
  /** So long an export can be downloaded. */
  keptDays: 7,
  /** So long after one nobody gets another. */
  againHours: 24,
} as const;

export const EXPORT_LANGUAGES = ['en', 'tr'] as const;
export type ExportLanguage = (typeof EXPORT_LANGUAGES)[number];

export const EXPORT_STATES = ['none', 'underWay', 'ready', 'failed'] as const;

/** All that the server keeps about me, as one file: whether there is one. */
export interface MyExport {
  state: (typeof EXPORT_STATES)[number];
  /** Of the file that can be downloaded. */
  id?: string;
  /** ISO 8601, UTC. */
  askedAt?: string;
  readyAt?: string;
  /** When it goes. */
  expiresAt?: string;
  /** In bytes. */
  size?: number;
  /** From when on I can ask for another one; missing: now, unless one is under way. */
  nextAt?: string;
}

export interface AskExportBody {
  /** What its pages are written in. */
  language: ExportLanguage;
}

declare module './wire.js' {
  interface ServerToClient {
    /** My export is ready, or cannot be made. */
    'export:changed': ServerEventOf<MyExport>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function exportEvents() {
  return {
    server: {
      'export:changed': {
        summary:
          'The file with all that the server keeps about me is ready, or cannot be made; on all my devices.',
        payload: {
          ...{ state: 'ready', id: SAMPLE.message.messageId, size: 48_213 },
          ...{ askedAt: '2026-01-31T12:00:00.000Z', readyAt: '2026-01-31T12:00:07.000Z' },
          ...{ expiresAt: '2026-02-07T12:00:07.000Z', nextAt: '2026-02-01T12:00:00.000Z' },
        },
      },
    },
  } as const satisfies EventExamples;
}
