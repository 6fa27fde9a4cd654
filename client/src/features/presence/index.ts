import { withTexts } from '../../i18n';
import { later } from '../../lib';

/** Its place is kept free; until somebody types there is nothing in it. */
export const TypingLine = later(async () => (await withTexts(import('./TypingLine'))).TypingLine);
