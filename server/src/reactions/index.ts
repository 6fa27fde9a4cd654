export { React } from './react.js';
export { reactionSet } from './reactions.events.js';
export { ReactionsModule } from './reactions.module.js';
