import { withTexts } from '../../i18n';
import { later } from '../../lib';

export { useRunsServer } from './use-runs-server';
export { accountCommands } from './account-tasks';
export const SettingsDialog = later(async () => (await withTexts(import('./SettingsDialog'))).SettingsDialog);
