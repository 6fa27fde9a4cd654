import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const ReportDialog = later(async () => (await withTexts(import('./ReportDialog'))).ReportDialog);
export const ReportsDialog = later(async () => (await withTexts(import('./ReportsDialog'))).ReportsDialog);
export const RaidBanner = later(async () => (await withTexts(import('./RaidBanner'))).RaidBanner);
export const ReportTool = later(async () => (await withTexts(import('./ReportTool'))).ReportTool);
/** What to say of what moderators did, once it is needed. */
export const loadOutcomeTexts = async () => (await withTexts(import('./words'))).OUTCOME_TEXTS;
