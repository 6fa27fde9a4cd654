export { React } from './react.js';
export { reactionSet, type ReactionSet } from './reactions.events.js';
export { ReactionsModule } from './reactions.module.js';
