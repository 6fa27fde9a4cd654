import { isDeletedName } from '@chatket/contract';
import type { Translate } from './messages';

/** What somebody is called where they are shown: an account that was deleted has no name of its own. */
export function personName(t: Translate, { username }: { username: string }): string {
  return isDeletedName(username) ? t('account.deleted') : username;
}
