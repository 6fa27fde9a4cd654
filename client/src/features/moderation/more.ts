import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const HiddenTools = later(async () => (await withTexts(import('./HiddenTools'))).HiddenTools);
export const HideTool = later(async () => (await withTexts(import('./HideTool'))).HideTool);
export const ReportDialog = later(async () => (await withTexts(import('./ReportDialog'))).ReportDialog);
export const ReportsDialog = later(async () => (await withTexts(import('./ReportsDialog'))).ReportsDialog);
export const ReportTool = later(async () => (await withTexts(import('./ReportTool'))).ReportTool);
