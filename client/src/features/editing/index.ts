export { ChangeNote } from './ChangeNote';
export { EditedMark } from './EditedMark';
export { loadEditing } from './load-editing';
export { useEditing } from './use-editing';
