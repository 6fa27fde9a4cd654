import type { SavedChange } from '@chatket/contract';
import { createEmitter } from '../../lib';

/** What is saved or let go of on any of my devices, for those parts that are loaded. */
export const savedChanges = createEmitter<SavedChange>();
