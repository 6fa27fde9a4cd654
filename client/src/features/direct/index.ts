import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const DirectHeader = later(async () => (await withTexts(import('./DirectHeader'))).DirectHeader);
