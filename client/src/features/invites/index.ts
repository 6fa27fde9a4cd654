import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const InviteDialog = later(async () => (await withTexts(import('./InviteDialog'))).InviteDialog);
export const RequestsDialog = later(async () => (await withTexts(import('./RequestsDialog'))).RequestsDialog);
export const InvitePage = later(async () => (await withTexts(import('./InvitePage'))).InvitePage);
