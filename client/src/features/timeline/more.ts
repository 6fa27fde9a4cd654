import { withTexts } from '../../i18n';
import { later } from '../../lib';

export { linkTo } from './link-to';
export const ThreadRows = later(async () => (await import('./ThreadRows')).ThreadRows);
export const UnreadBar = later(async () => (await withTexts(import('./UnreadBar'))).UnreadBar);
