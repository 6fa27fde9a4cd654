import type { Api } from '../../api';
import { createMembersApi } from '../../api/members-api';
import { currentLocale } from '../../i18n';
import { open, whyNot, type OpenContext } from './direct';

interface Context extends Pick<OpenContext, 'stores' | 'realtime'> {
  request: Api['request'];
}

/** `/dm @bob are you there?`: to the room with bob, where what follows the name is written, and not yet sent. */
export const directCommand = {
  names: ['dm', 'msg', 'özel'],
  usage: 'command.dm.usage',
  hint: 'command.dm.hint',
  run: write,
} as const;

async function write(rest: string, { stores, realtime, request }: Context) {
  const { t } = currentLocale();
  const [, name = '', text = ''] = /^@?(\S*)\s*([^]*)$/u.exec(rest) ?? [];
  if (name === '') return { refused: t('command.missing', { what: t('command.dm.usage') }) };
  const found = await createMembersApi(request).findPeople(name);
  const user = found.find(({ username }) => username.toLowerCase() === name.toLowerCase());
  if (!user) return { refused: t('command.invite.nobody', { name }) };
  try {
    const { id } = await open({ stores, realtime, api: { request } }, [user.id]);
    if (text !== '') stores.drafts.actions.restore(id, text);
    return { go: `/rooms/${id}` };
  } catch (error) {
    return { refused: whyNot(error) };
  }
}
