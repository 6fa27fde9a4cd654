/** Single sign-on, wherever it is spoken of. */
export const oidc = {
  'oidc.failed': 'The single sign-on did not work. Try again.',
  'oidc.away':
    'The single sign-on cannot be reached right now. Try again in a moment, or log in another way.',
  'oidc.noAccount':
    'You have no account here yet, and none is made by single sign-on. Ask those who run this server.',
  'oidc.notFresh':
    'Single sign-on does not tell here that you have just proven who you are, which is needed for what you wanted. Log in another way you have: with a passkey, a code or a password. Or log in once more and go on without it.',
  'oidc.noAuthTime':
    'The provider does not tell when somebody has proven who they are (`auth_time`). What changes an account wants a login of the last minutes: such people need another way to log in, or a second step.',
  'oidc.notAllowed': 'Your single sign-on does not let you in here. Ask those who run this server.',
  'oidc.taken': 'The single sign-on knows another account here, or this one as somebody else.',
  'oidc.hint': 'Log in with the account that you have elsewhere.',
  'oidc.known': 'Opens this account as {label}. Last used {when}.',
  'oidc.unused': 'Opens this account as {label}.',
  'oidc.link': 'Connect {name}',
  'oidc.unlink': 'Disconnect',
  'oidc.linked': '{name} opens this account now.',
  'oidc.unlinked': '{name} opens this account no more.',
  'oidc.test': 'Test login',
  'oidc.testHint': 'Shows what the provider says of you, and what would come of it. Nobody is logged in.',
  'oidc.testResult': 'What the test found',
  'oidc.rule.known': 'It would log in as {name}: the provider knows this account.',
  'oidc.rule.address': 'It would log in as {name}, whose verified address it is, and remember that.',
  'oidc.rule.new': 'It would make a new account, {name}.',
  'oidc.rule.refused': 'Nobody would be let in: {why}',
  'oidc.role': 'On this server: {role}.',
  'oidc.claims': 'What the provider says',
  'oidc.problem': 'In the words of the protocol:',
} as const;
