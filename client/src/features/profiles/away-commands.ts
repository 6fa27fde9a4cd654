import { codePointLength, LIMITS, type PersonStatus } from '@chatket/contract';
import type { Api } from '../../api';
import { createMoreApi } from '../../api/more-api';
import { currentLocale } from '../../i18n';

interface Context {
  request: Api['request'];
}

const change = (request: Api['request'], status: PersonStatus | null) =>
  createMoreApi(request).changeProfile({ status });

/** `/away lunch` tells those who share a room with me, `/back` that it is over. */
export const AWAY_COMMANDS = [
  {
    names: ['away', 'uzakta'],
    usage: 'command.away.usage',
    hint: 'command.away.hint',
    run: async (rest: string, { request }: Context) => {
      const { t } = currentLocale();
      if (codePointLength(rest) > LIMITS.statusTextMax)
        return { refused: t('profile.statusTooLong', { count: LIMITS.statusTextMax }) };
      await change(request, { emoji: '🌙', text: rest === '' ? t('profile.away') : rest });
      return { said: t('profile.statusSet') };
    },
  },
  {
    names: ['back', 'döndüm'],
    usage: undefined,
    hint: 'command.back.hint',
    run: async (_rest: string, { request }: Context) => {
      await change(request, null);
      return { said: currentLocale().t('profile.statusCleared') };
    },
  },
] as const;
