import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const PersonDialog = later(async () => (await withTexts(import('./PersonDialog'))).PersonDialog);
export const AuthorOrders = later(async () => (await withTexts(import('./AuthorOrders'))).AuthorOrders);
