import { ROLES, roleName, type Room } from '@chatket/contract';
import type { ReactNode } from 'react';
import type { Locale } from '../../i18n';
import { personName } from '../../people';
import type { Line } from '../../store';

type Words = Pick<Locale, 'rich' | 't'>;

const ROLE_TEXTS = {
  member: 'line.madeMember',
  moderator: 'line.madeModerator',
  admin: 'line.madeAdmin',
  owner: 'line.madeOwner',
} as const satisfies Record<keyof typeof ROLES, string>;

/**
 * What a line says; several that say the same of different people say it once.
 * @param room as it is now, for the last line that speaks of it: what it was called before is not known
 */
export function lineText(
  lines: readonly [Line, ...Line[]],
  { rich, t }: Words,
  room: Pick<Room, 'name' | 'topic'> | undefined,
): ReactNode {
  const [line] = lines;
  const by = nameOf(line.by ? personName(t, line.by) : t('line.somebody'));
  if (line.kind === 'room') {
    if (line.what === 'renamed' && room) return rich('line.renamedTo', { by, name: nameOf(room.name) });
    if (line.what === 'topic' && room?.topic) return rich('line.topicIs', { by, topic: nameOf(room.topic) });
    return rich(`line.${line.what}`, { by });
  }
  if (line.kind === 'pin') return rich('line.pinned', { by, message: t('line.aMessage') });
  const name = <bdi>{personName(t, line.user)}</bdi>;
  // Who came and went by turns is one person.
  const others = new Set(lines.map((each) => (each.kind === 'member' ? each.user.id : ''))).size - 1;
  const who = others > 0 ? rich('line.andOthers', { name, count: others }) : name;
  if (line.what === 'role') return rich(ROLE_TEXTS[roleName(line.role ?? ROLES.member)], { by, who });
  return rich(`line.${line.what}`, { by, who });
}

function nameOf(text: string): ReactNode {
  return <bdi>{text}</bdi>;
}
