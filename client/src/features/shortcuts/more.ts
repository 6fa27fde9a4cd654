import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const ShortcutSheet = later(async () => (await withTexts(import('./ShortcutSheet'))).ShortcutSheet);
