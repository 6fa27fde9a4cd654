import { withTexts } from '../../i18n';
import { later } from '../../lib';

export type { Command } from './results';
export const QuickSwitcher = later(async () => (await withTexts(import('./QuickSwitcher'))).QuickSwitcher);
