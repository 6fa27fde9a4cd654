import { withTexts } from '../../i18n';

export const loadRegistry = () => import('./registry');
export const loadCommandList = async () => (await withTexts(import('./CommandList'))).CommandList;
export const loadCommands = () => withTexts(import('./run-slash'));
