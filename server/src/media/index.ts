export { MediaChild, unreadable } from './media-child.js';
export { MediaModule } from './media.module.js';
export { pageOf, pageProblem } from './page/page-address.js';
export { PageChild } from './page/page-child.js';
export { PAGE_PICTURE, type PageFacts } from './page/page-job.js';
export { patched, patchesOfMp4 } from './strip/mp4.js';
export { CLEANABLE, JOB_FILES } from './picture-job.js';
