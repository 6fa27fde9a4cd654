import { isDeletedName } from '@chatket/contract';
import type { Translate } from '../i18n';

/** The handle of somebody where they are shown; a deleted account has none. */
export function personName(t: Translate, { username }: { username: string }): string {
  return isDeletedName(username) ? t('account.deleted') : username;
}
