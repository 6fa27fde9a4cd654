import { withTexts } from '../../i18n';
import { later } from '../../lib';

export { RoomLink } from './RoomLink';
export { SectionList } from './SectionList';
export const ArrangeDialog = later(async () => (await withTexts(import('./ArrangeDialog'))).ArrangeDialog);
export const RoomRowMenu = later(async () => (await withTexts(import('./RoomRowMenu'))).RoomRowMenu);
/** What changes the sidebar. */
export const arranging = () => import('./arranging');
