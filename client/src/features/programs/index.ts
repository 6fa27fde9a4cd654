import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const Programs = later(async () => (await withTexts(import('./Programs'))).Programs);
