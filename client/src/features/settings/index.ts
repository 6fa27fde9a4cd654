import { withTexts } from '../../i18n';
import { later } from '../../lib';

export { AccountBar } from './AccountBar';
export { accountCommands, type AccountTask } from './account-tasks';
export const SettingsDialog = later(async () => (await withTexts(import('./SettingsDialog'))).SettingsDialog);
