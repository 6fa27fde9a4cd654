import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const RaidBanner = later(async () => (await withTexts(import('./RaidBanner'))).RaidBanner);
/** What to say of what moderators did, once it is needed. */
export const loadOutcomeTexts = async () => (await withTexts(import('./words'))).OUTCOME_TEXTS;
