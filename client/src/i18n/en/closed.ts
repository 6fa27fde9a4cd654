/** Why one cannot write, or not all of this. */
export const closed = {
  'composer.mutedFor': 'You can write again in {time}',
  'composer.slowFor': 'Slow mode: your next message in {time}',
  'composer.archived': 'This room is archived: it can only be read',
  'composer.accountDeleted': 'This account was deleted: nobody reads here any more',
  'composer.onlyModerators': 'Only moderators may write here',
  'composer.onlyAdmins': 'Only admins may write here',
  'composer.onlyOwners': 'Only owners may write here',
  'composer.unsendable': 'There is a broken character in this text: delete it to send the rest',
  'composer.left': '{count, plural, one {# left} other {# left}}',
  'composer.tooMany': '{count, plural, one {# too many} other {# too many}}',
} as const;
