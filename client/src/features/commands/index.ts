import { withTexts } from '../../i18n';

export { registerCommand } from './registry';
export const loadCommandList = async () => (await withTexts(import('./CommandList'))).CommandList;
export const loadCommands = () => withTexts(import('./run-slash'));
