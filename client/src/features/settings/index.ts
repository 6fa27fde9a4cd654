import { withTexts } from '../../i18n';
import { later } from '../../lib';

export { AccountBar } from './AccountBar';
export const SettingsDialog = later(async () => (await withTexts(import('./SettingsDialog'))).SettingsDialog);
