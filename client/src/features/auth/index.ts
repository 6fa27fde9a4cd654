import { withLoginTexts } from '../../i18n';
import { later } from '../../lib';

export const LoginPage = later(async () => (await withLoginTexts(import('./LoginPage'))).LoginPage);
