import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const RoomReceipts = later(async () => (await import('./RoomReceipts')).RoomReceipts);
export const SeenBy = later(async () => (await withTexts(import('./SeenBy'))).SeenBy);
