import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const DeleteDialog = later(async () => (await withTexts(import('./DeleteDialog'))).DeleteDialog);
export const EditingTools = later(async () => (await withTexts(import('./EditingTools'))).EditingTools);
