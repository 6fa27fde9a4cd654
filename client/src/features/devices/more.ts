import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const TakeOverPage = later(
  async () => (await withTexts(import('./handoff/TakeOverPage'))).TakeOverPage,
);
