export { Avatars } from './avatars.js';
export { FileStore, requireSpace } from './file-store.js';
export { FilesModule } from './files.module.js';
export { handOut } from './hand-out.js';
export { OwnUploads } from './own-uploads.js';
export { randomKey } from './random-key.js';
export { WorkFolders } from './work-folders.js';
