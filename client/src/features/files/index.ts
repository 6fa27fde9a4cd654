import { withTexts } from '../../i18n';
import { later } from '../../lib';

/** What brings files to the server; it comes when there are some. */
export const loadFollowUploads = async () => (await withTexts(import('./more'))).followUploads;
export const loadBringFile = async () => (await import('./more')).bringFile;
export const AttachButton = later(async () => (await withTexts(import('./more'))).AttachButton);
export const Along = later(async () => (await withTexts(import('./more'))).Along);
export type { AlongProps } from './Along';
export const MessageFiles = later(async () => (await withTexts(import('./more'))).MessageFiles);
