export { Along } from './Along';
export { AttachButton } from './AttachButton';
export { bringFile } from './bring-file';
export { followUploads } from './follow-uploads';
export { LinkPreviews } from './LinkPreviews';
export { MessageFiles } from './MessageFiles';
