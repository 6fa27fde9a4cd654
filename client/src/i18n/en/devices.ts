/** Where I am logged in. */
export const devices = {
  'devices.title': 'Devices',
  'devices.hint': 'Where you are logged in. Log out what you do not know or do not use.',
  'devices.on': '{client} on {system}',
  'devices.unknown': 'Unknown device',
  'devices.this': 'This one',
  'devices.by.code': 'Logged in with a code: {when}',
  'devices.by.password': 'Logged in with a password: {when}',
  'devices.by.passkey': 'Logged in with a passkey: {when}',
  'devices.by.guest': 'Came in by a link: {when}',
  'devices.by.setup': 'By the set-up link: {when}',
  'devices.by.token': 'Logged in with an earlier version: {when}',
  'devices.seen': 'Last seen {when}, from {network}',
  'devices.end': 'Log out',
  'devices.endOf': 'Log out {device}, last seen {when}',
  'devices.endOthers': 'Log out everywhere else',
  'devices.alone': 'You are logged in nowhere else.',
} as const;
