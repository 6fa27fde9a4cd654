import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const PollDialog = later(async () => (await withTexts(import('./PollDialog'))).PollDialog);
