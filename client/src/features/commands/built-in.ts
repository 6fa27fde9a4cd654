import { isOfFew, LIMITS, type RoomNoticesBody, type UserRef } from '@chatket/contract';
import { createMembersApi } from '../../api/members-api';
import { createMoreApi } from '../../api/more-api';
import { currentLocale } from '../../i18n';
import { whenIn } from '../../lib/when';
import { chooseFor } from '../../store/noticing';
import { registerCommand, type CommandContext, type Outcome } from './registry';

const SHRUG = '¯\\\\_(ツ)\\_/¯';
const isRoom: typeof isOfFew = (room) => !isOfFew(room);

registerCommand({
  names: ['me', 'ben'],
  usage: 'command.me.usage',
  hint: 'command.me.hint',
  run: (rest) => (rest === '' ? missing('command.me.usage') : { send: `*${rest}*` }),
});
registerCommand({
  names: ['shrug', 'omuz'],
  usage: 'command.shrug.usage',
  hint: 'command.shrug.hint',
  run: (rest) => ({ send: rest === '' ? SHRUG : `${rest} ${SHRUG}` }),
});
registerCommand({
  names: ['topic', 'konu'],
  usage: 'command.topic.usage',
  hint: 'command.topic.hint',
  isFor: isRoom,
  run: async (rest, { room, request }) => {
    if (rest === '') return missing('command.topic.usage');
    await createMoreApi(request).changeRoom(room.id, { topic: rest });
    return { said: currentLocale().t('command.topic.done') };
  },
});
registerCommand({
  names: ['invite', 'davet'],
  usage: 'command.invite.usage',
  hint: 'command.invite.hint',
  isFor: isRoom,
  run: invite,
});
registerCommand({
  names: ['poll', 'anket'],
  isOfRoom: true,
  usage: 'command.poll.usage',
  hint: 'command.poll.hint',
  run: (poll) => ({ poll }),
});
registerCommand({
  names: ['mute', 'sustur'],
  usage: 'command.mute.usage',
  hint: 'command.mute.hint',
  run: mute,
});
registerCommand({
  names: ['unmute', 'aç'],
  usage: undefined,
  hint: 'command.unmute.hint',
  run: (_rest, context) =>
    ring(context, { level: 'all', isMuted: false }, currentLocale().t('command.unmute.done')),
});

registerCommand({
  names: ['leave', 'ayrıl'],
  isOfRoom: true,
  usage: undefined,
  hint: 'command.leave.hint',
  isFor: isRoom,
  run: () => ({ task: 'leave' }),
});
registerCommand({
  names: ['help', 'yardım'],
  usage: undefined,
  hint: 'command.help.hint',
  run: () => ({ said: currentLocale().t('command.help.done') }),
});

async function invite(rest: string, { room, request }: CommandContext): Promise<Outcome> {
  const { t } = currentLocale();
  const name = rest.replace(/^@/u, '');
  if (name === '') return missing('command.invite.usage');
  const api = createMembersApi(request);
  const found: UserRef[] = await api.findPeople(name);
  const user = found.find(({ username }) => username.toLowerCase() === name.toLowerCase());
  if (!user) return { refused: t('command.invite.nobody', { name }) };
  await api.addMember(room.id, user.id, 0);
  return { said: t('members.done.added', { name: user.username }) };
}

/** For ever, or for as long as is said behind it. */
async function mute(rest: string, context: CommandContext): Promise<Outcome> {
  const { t, time } = currentLocale();
  if (rest === '') return ring(context, { isMuted: true }, t('command.mute.done'));
  const now = new Date();
  const when = whenIn(rest, now);
  const seconds = when && Math.round((when.at.getTime() - now.getTime()) / 1_000);
  if (!when || !seconds || when.rest !== '' || seconds > LIMITS.quietSecondsMax)
    return { refused: t('command.mute.when') };
  const said = t('command.mute.until', { time: time.moment(when.at, now) });
  return ring(context, { isMuted: true, muteSeconds: seconds }, said);
}

/** On all my devices; a server that keeps no mutes has this browser keep a level in their place. */
async function ring(
  { room, stores: { bells }, request }: CommandContext,
  { isMuted, level = 'none', muteSeconds }: RoomNoticesBody,
  said: string,
): Promise<Outcome> {
  const isKept = bells.getState().settings !== undefined;
  if (muteSeconds !== undefined && !isKept) return { refused: currentLocale().t('command.mute.here') };
  const body = isMuted && isKept ? { isMuted, muteSeconds } : { level, ...(!isMuted && { isMuted }) };
  await chooseFor(bells, room.id, body, request);
  return { said };
}

function missing(usage: 'command.me.usage' | 'command.topic.usage' | 'command.invite.usage'): Outcome {
  const { t } = currentLocale();
  return { refused: t('command.missing', { what: t(usage) }) };
}
