export { CrowdQueue } from './crowd-queue.js';
export { React } from './react.js';
export { ReactionsModule } from './reactions.module.js';
