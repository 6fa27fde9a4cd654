import { HOOK_LIMITS } from '@chatket/contract';
import { type RequestHandler, text } from 'express';

/** Takes what a webhook is sent as the text it is: programs write JSON under all kinds of types. */
export function hookBody(): RequestHandler {
  return text({ type: () => true, limit: HOOK_LIMITS.bodyMaxBytes });
}
