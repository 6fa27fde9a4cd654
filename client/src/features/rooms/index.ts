import { withTexts } from '../../i18n';
import { later } from '../../lib';

export { RoomHeader } from './RoomHeader';
export { RoomNav } from './RoomNav';
export type { RoomTask } from './room-task';
export const CreateRoomDialog = later(
  async () => (await withTexts(import('./CreateRoomDialog'))).CreateRoomDialog,
);
export const Discover = later(async () => (await withTexts(import('./Discover'))).Discover);
export const JoinRoom = later(async () => (await withTexts(import('./JoinRoom'))).JoinRoom);
export const LeaveRoomDialog = later(
  async () => (await withTexts(import('./LeaveRoomDialog'))).LeaveRoomDialog,
);
