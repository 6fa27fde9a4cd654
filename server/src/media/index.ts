export { MediaChild, unreadable } from './media-child.js';
export { MediaModule } from './media.module.js';
export { CLEANABLE, JOB_FILES } from './picture-job.js';
