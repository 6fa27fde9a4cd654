export { RoomBell } from './RoomBell';
export { useNotifier } from './use-notifier';
