import { withTexts } from '../../i18n';
import { later } from '../../lib';

// What lies over a conversation now and then: it comes after the conversation itself.
export const ActionSheet = later(async () => (await withTexts(import('./ActionSheet'))).ActionSheet);
export const MissingMessage = later(async () => (await withTexts(import('./MissingMessage'))).MissingMessage);
export const UnreadBar = later(async () => (await withTexts(import('./UnreadBar'))).UnreadBar);
