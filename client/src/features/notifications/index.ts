export { RoomBell } from './RoomBell';
export { useNotifier } from './use-notifier';

/** What a notification sounds like. */
export async function playChime(): Promise<void> {
  const chime = await import('./chime');
  chime.playChime();
}
