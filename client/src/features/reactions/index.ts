import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const ReactionChips = later(async () => (await withTexts(import('./ReactionChips'))).ReactionChips);
