import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const LaterDialog = later(async () => (await withTexts(import('./LaterDialog'))).LaterDialog);
export const RemindDialog = later(async () => (await withTexts(import('./RemindDialog'))).RemindDialog);
export const RemindTool = later(async () => (await withTexts(import('./RemindTool'))).RemindTool);
