import { withTexts } from '../../i18n';
import { later } from '../../lib';

export { RoomHeader } from './RoomHeader';
export { RoomNav } from './RoomNav';
export type { RoomTask } from './room-task';
export const Discover = later(async () => (await withTexts(import('./Discover'))).Discover);
