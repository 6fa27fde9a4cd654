import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const AccountPart = later(async () => (await withTexts(import('./AccountPart'))).AccountPart);
