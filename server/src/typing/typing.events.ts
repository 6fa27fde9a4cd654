import type { TypingNotice } from '@chatket/contract';
import { defineEvent } from '../events/index.js';

/** The room was told that somebody writes, or no longer. */
export const typingTold = defineEvent<TypingNotice>('typing.told');
