import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const MembersPanel = later(async () => (await withTexts(import('./MembersPanel'))).MembersPanel);
