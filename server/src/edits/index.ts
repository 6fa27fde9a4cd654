export { EditTurns } from './edit-turns.js';
export { EditsModule } from './edits.module.js';
export { EraseAll } from './erase-all.js';
export { EraseRecent } from './erase-recent.js';
