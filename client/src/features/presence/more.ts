import { withTexts } from '../../i18n';
import { later } from '../../lib';

const load = () => withTexts(import('./late'));

export { isTyping } from './is-typing';
export const PresenceChoice = later(async () => (await load()).PresenceChoice);
export const loadFollowPresence = async () => (await load()).followPresence;
