import { withTexts } from '../../i18n';
import { later } from '../../lib';

export { OpenRooms } from './OpenRooms';
export { RoomHeader } from './RoomHeader';
export { RoomNav } from './RoomNav';
export { shownCount } from './unread';
export { unreadNow, useUnreadTotal } from './use-unread';
export const CreateRoomDialog = later(
  async () => (await withTexts(import('./CreateRoomDialog'))).CreateRoomDialog,
);
export const Discover = later(async () => (await withTexts(import('./Discover'))).Discover);
export const JoinRoom = later(async () => (await withTexts(import('./JoinRoom'))).JoinRoom);
export const LeaveRoomDialog = later(
  async () => (await withTexts(import('./LeaveRoomDialog'))).LeaveRoomDialog,
);
