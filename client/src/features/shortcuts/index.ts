import { withTexts } from '../../i18n';
import { later } from '../../lib';

export { useShortcuts } from './use-shortcuts';
export const ShortcutSheet = later(async () => (await withTexts(import('./ShortcutSheet'))).ShortcutSheet);
