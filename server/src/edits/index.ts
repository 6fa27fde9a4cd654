export { EditTurns } from './edit-turns.js';
export { EditsModule } from './edits.module.js';
export { EraseRecent } from './erase-recent.js';
