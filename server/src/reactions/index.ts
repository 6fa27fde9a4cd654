export { React } from './react.js';
export { ReactionsModule } from './reactions.module.js';
