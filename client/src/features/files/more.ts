export { AttachButton } from './AttachButton';
export { ChosenFiles } from './ChosenFiles';
export { followUploads } from './follow-uploads';
export { MessageFiles } from './MessageFiles';
