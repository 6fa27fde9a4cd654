import { withTexts } from '../../i18n';
import { later } from '../../lib';

export { roomTasks } from './room-tasks';
export const CreateRoomDialog = later(
  async () => (await withTexts(import('./CreateRoomDialog'))).CreateRoomDialog,
);
export const JoinRoom = later(async () => (await withTexts(import('./JoinRoom'))).JoinRoom);
export const LeaveRoomDialog = later(
  async () => (await withTexts(import('./LeaveRoomDialog'))).LeaveRoomDialog,
);
export const RoomLinks = later(async () => (await withTexts(import('./RoomLinks'))).RoomLinks);
