import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const PrivacyChoices = later(async () => (await withTexts(import('./PrivacyChoices'))).PrivacyChoices);
