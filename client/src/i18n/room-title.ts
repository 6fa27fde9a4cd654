import { isDeletedName } from '@chatket/contract';
import type { Translate } from './messages';
import { personName } from './person-name';

interface Titled {
  name: string;
  people?: readonly { username: string }[];
}

/** What a room is called where it is shown: notes to oneself have no name of their own, nor have deleted accounts. */
export function roomTitle(t: Translate, { name, people }: Titled): string {
  if (people?.length === 0) return t('rooms.notes');
  return people?.some(({ username }) => isDeletedName(username))
    ? people.map((person) => personName(t, person)).join(', ')
    : name;
}
