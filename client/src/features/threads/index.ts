import { withTexts } from '../../i18n';
import { later } from '../../lib';

export { takeReplies } from './take-replies';
export { takeState } from './take-state';
export const ThreadsDialog = later(async () => (await withTexts(import('./ThreadsDialog'))).ThreadsDialog);
