export { RoomBell } from './RoomBell';
export { useChoice } from './use-choice';
export { useNotifier } from './use-notifier';

/** What a notification sounds like. */
export async function playChime(): Promise<void> {
  const chime = await import('./chime');
  chime.playChime();
}

/** Asks the browser's person, once, whether the page may show notifications. */
export async function askPermission(): Promise<void> {
  const permission = await import('./permission');
  await permission.askPermission();
}
