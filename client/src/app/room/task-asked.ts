import type { RoomTask } from '../../features/rooms';
import { createEmitter } from '../../lib';

/** The switcher asks for something that is done with the room on the screen. */
export const taskAsked = createEmitter<RoomTask | 'members'>();
