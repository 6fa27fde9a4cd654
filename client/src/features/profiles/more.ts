import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const ProfileForm = later(async () => (await withTexts(import('./ProfileForm'))).ProfileForm);
