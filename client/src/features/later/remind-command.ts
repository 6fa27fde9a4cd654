import { LIMITS, type Message, type Room } from '@chatket/contract';
import type { Api } from '../../api';
import { createMoreApi } from '../../api/more-api';
import { currentLocale } from '../../i18n';
import type { ChatStores } from '../../store';
import { whenIn } from '../../lib/when';

interface Context {
  room: Room;
  stores: Pick<ChatStores, 'writing' | 'timelines'>;
  request: Api['request'];
}

/** `/remind 20m buy milk`: of the message that is answered, else of the last one here; what follows the time is noted. */
export const remindCommand = {
  names: ['remind', 'hatırlat'],
  usage: 'command.remind.usage',
  hint: 'command.remind.hint',
  run: remind,
} as const;

async function remind(rest: string, { room, stores, request }: Context) {
  const { t, time } = currentLocale();
  const now = new Date();
  const when = whenIn(rest, now);
  if (!when) return { refused: t('command.remind.when') };
  if (when.at.getTime() - now.getTime() > LIMITS.planAheadMs) return { refused: t('later.tooFar') };
  const message = messageMeant(room.id, stores);
  if (!message) return { refused: t('command.remind.nothing') };
  const api = createMoreApi(request);
  if (when.rest !== '') await api.save(message.messageId, { note: when.rest });
  await api.remind(message.messageId, when.at.toISOString());
  return { said: t('later.reminded', { time: time.full(when.at) }) };
}

function messageMeant(roomId: string, { writing, timelines }: Context['stores']): Message | undefined {
  const now = writing.getState().byRoom[roomId];
  if (now?.kind === 'reply') return now.message;
  return timelines.getState().byRoom[roomId]?.messages.findLast(({ deleted }) => !deleted);
}
