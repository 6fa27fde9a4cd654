import { withTexts } from '../../i18n';
import { later } from '../../lib';

export { accountCommands } from './account-tasks';
export const SettingsDialog = later(async () => (await withTexts(import('./SettingsDialog'))).SettingsDialog);
