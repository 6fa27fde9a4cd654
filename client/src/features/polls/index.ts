import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const PollCard = later(async () => (await withTexts(import('./PollCard'))).PollCard);
export const PollDialog = later(async () => (await withTexts(import('./PollDialog'))).PollDialog);
