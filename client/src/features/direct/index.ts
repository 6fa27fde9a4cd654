import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const loadDirectCommand = async () => (await withTexts(import('./direct-command'))).directCommand;
export const DirectHeader = later(async () => (await withTexts(import('./DirectHeader'))).DirectHeader);
