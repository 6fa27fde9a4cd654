import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const SetupPage = later(async () => (await withTexts(import('./setup/SetupPage'))).SetupPage);
