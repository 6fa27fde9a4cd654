import { createEmitter } from '../../lib';

/** Something that I have scheduled, or a draft of mine, has changed on any of my devices: lists are read again. */
export const laterChanges = createEmitter<'scheduled' | 'drafts'>();
