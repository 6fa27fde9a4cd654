export { savedChanges } from './saved-changes';
export { SavedDialog } from './SavedDialog';
export { SaveTool } from './SaveTool';
export { savingOf } from './saving';
