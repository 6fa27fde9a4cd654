import { codePointLength, LIMITS, type NoticeSettingsBody, type PersonStatus } from '@chatket/contract';
import type { Api } from '../../api';
import { createMoreApi } from '../../api/more-api';
import { currentLocale } from '../../i18n';
import { whenIn } from '../../lib/when';

const OFF = ['off', 'kapat'];

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
        return { refused: t('profile.tooLong', { count: LIMITS.statusTextMax }) };
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
  {
    names: ['dnd', 'rahatsızetme'],
    usage: 'command.dnd.usage',
    hint: 'command.dnd.hint',
    run: doNotDisturb,
  },
] as const;

/** `/dnd 2h`: nothing disturbs until then, on all my devices; an hour where no time is said, and `off` ends it. */
export async function doNotDisturb(rest: string, { request }: Context) {
  const { t, time } = currentLocale();
  const now = new Date();
  const isOver = OFF.includes(rest.trim().toLowerCase());
  const when = isOver ? undefined : whenIn(rest.trim() === '' ? '1h' : rest, now);
  if (!isOver && (!when || when.rest !== '')) return { refused: t('command.dnd.when') };
  const seconds = when ? Math.ceil((when.at.getTime() - now.getTime()) / 1_000) : 0;
  if (seconds > LIMITS.quietSecondsMax) return { refused: t('command.dnd.when') };
  const body = { quietSeconds: seconds } satisfies NoticeSettingsBody;
  await request({ method: 'PATCH', path: '/me/notifications', body });
  return { said: when ? t('command.dnd.set', { time: time.full(when.at) }) : t('command.dnd.over') };
}
