import type { Poll } from '@chatket/contract';
import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const PollCard = later(async () => (await withTexts(import('./PollCard'))).PollCard);
export const PollDialog = later(async () => (await withTexts(import('./PollDialog'))).PollDialog);

/** How high a poll is drawn, in px: its place is kept until it can be. */
export const pollHeight = ({ options }: Poll) => 44 * options.length + 44;
