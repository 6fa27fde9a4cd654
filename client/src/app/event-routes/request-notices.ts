import { currentLocale } from '../../i18n';

/** What a moderator is told of somebody who asks. */
export const askingText = (name: string, room: string): string =>
  currentLocale().t('requests.added', { name, room });

/** What somebody is told who was let in. */
export const acceptedText = (room: string): string => currentLocale().t('requests.me', { room });

/** What somebody is told who was not let in. */
export const refusedText = (room: string): string => currentLocale().t('requests.notMe', { room });
