import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const SecurityPart = later(async () => (await withTexts(import('./SecurityPart'))).SecurityPart);
