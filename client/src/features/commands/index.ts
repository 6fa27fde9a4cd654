import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const CommandList = later(async () => (await withTexts(import('./CommandList'))).CommandList);
export const loadCommands = () => withTexts(import('./run-slash'));
