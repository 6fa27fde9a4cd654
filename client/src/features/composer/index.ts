import { withTexts } from '../../i18n';
import { later } from '../../lib';

export { Composer } from './Composer';
export const ComposerHead = later(async () => (await withTexts(import('./ComposerHead'))).ComposerHead);
