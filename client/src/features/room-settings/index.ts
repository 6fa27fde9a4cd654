import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const RoomSettingsDialog = later(
  async () => (await withTexts(import('./RoomSettingsDialog'))).RoomSettingsDialog,
);
