import { withTexts } from '../../i18n';
import { later } from '../../lib';

export { ChangeNote } from './ChangeNote';
export { EditedMark } from './EditedMark';
export { canDelete, canEdit } from './rights';
export { useDeleting } from './use-deleting';
export { useEditing } from './use-editing';
export const DeleteDialog = later(async () => (await withTexts(import('./DeleteDialog'))).DeleteDialog);
