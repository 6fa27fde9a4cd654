import type { RoomNoticesBody } from '@chatket/contract';
import { withTexts } from '../../i18n';
import { later } from '../../lib';
import type { ChoiceContext } from './choose';
import { isPushedHere } from './push-state';

export { RoomBell } from './RoomBell';
export { useNotifier } from './use-notifier';
export const AlertsDialog = later(async () => (await withTexts(import('./AlertsDialog'))).AlertsDialog);
export const NoticesDialog = later(async () => (await withTexts(import('./NoticesDialog'))).NoticesDialog);
export const WhyTool = later(async () => (await withTexts(import('./WhyTool'))).WhyTool);
export const WhyUnreadDialog = later(
  async () => (await withTexts(import('./WhyUnreadDialog'))).WhyUnreadDialog,
);

/** Chooses of what in a room I want to be told, on all my devices. What fails is said. */
export async function chooseNotices(
  context: ChoiceContext,
  roomId: string,
  body: RoomNoticesBody,
): Promise<void> {
  return (await withTexts(import('./choose'))).choose(context, roomId, body);
}

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

/** Somebody logs out here: nothing is pushed to this browser any more. */
export async function leavePush(userId: string): Promise<void> {
  if (isPushedHere(userId)) await (await import('./push')).forgetPush(userId).catch(() => undefined);
}
