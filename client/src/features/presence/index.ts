import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const TypingLine = later(async () => (await withTexts(import('./TypingLine'))).TypingLine);
