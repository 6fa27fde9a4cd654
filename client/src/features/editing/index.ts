import { withTexts } from '../../i18n';
import { later } from '../../lib';

export { ChangeNote } from './ChangeNote';
export { EditedMark } from './EditedMark';
export { loadEditing } from './load-editing';
export { useEditing } from './use-editing';
export const DeleteDialog = later(async () => (await withTexts(import('./DeleteDialog'))).DeleteDialog);
export const EditingTools = later(async () => (await withTexts(import('./EditingTools'))).EditingTools);
