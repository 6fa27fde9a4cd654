import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const ServerPage = later(async () => (await withTexts(import('./ServerPage'))).ServerPage);
export const ServerNote = later(async () => (await withTexts(import('./ServerNote'))).ServerNote);
