import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const DeviceList = later(async () => (await withTexts(import('./DeviceList'))).DeviceList);
