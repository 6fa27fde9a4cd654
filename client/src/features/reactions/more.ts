import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const ReactionPicker = later(async () => (await withTexts(import('./ReactionPicker'))).ReactionPicker);
export const ReactionTools = later(async () => (await withTexts(import('./ReactionTools'))).ReactionTools);
