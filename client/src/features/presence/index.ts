import { withTexts } from '../../i18n';
import { later } from '../../lib';

export { isTyping } from './is-typing';
export { TypingLine } from './TypingLine';
export const MembersPanel = later(async () => (await withTexts(import('./MembersPanel'))).MembersPanel);
