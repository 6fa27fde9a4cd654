import { withTexts } from '../../i18n';
import { later } from '../../lib';

export const AuditDialog = later(async () => (await withTexts(import('./AuditDialog'))).AuditDialog);
