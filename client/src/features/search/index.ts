import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const SearchDialog = later(async () => (await withTexts(import('./SearchDialog'))).SearchDialog);
