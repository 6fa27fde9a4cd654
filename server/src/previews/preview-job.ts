import { defineJob } from '../jobs/index.js';

/** A message that links somewhere was said or edited. */
export interface PreviewJob {
  messageId: string;
  since: number;
  /** How often it was put off. */
  tries?: number;
}

export const PREVIEW_MESSAGE = defineJob<PreviewJob>('previews:message', { isPatient: true });
/** Forgets what is not shown any more. */
export const SWEEP_PREVIEWS = defineJob('previews:sweep');

/** The key of its job: one a message. */
export const keyOf = (messageId: string) => `preview:${messageId}`;
