import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const LoginPage = later(async () => (await withTexts(import('./LoginPage'))).LoginPage);
