export const security = {
  'security.title': 'Logging in',
  'security.password': 'Password',
  'security.passwordHint': 'Changing it logs you out everywhere else.',
  'security.noPassword': 'You have none yet: you log in with codes.',
  'security.current': 'Current password',
  'security.new': 'New password',
  'security.change': 'Change password',
  'security.set': 'Set a password',
  'security.cancel': 'Cancel',
  'security.passwordSaved': 'Your password is set.',
  'security.factor': 'Second step',
  'security.factorOff':
    'After your code or password, a code of an app on your phone is asked for. Others cannot get in without it.',
  'security.factorOn':
    'Each login asks for a code of your app. {count, plural, =0 {You have no recovery codes left.} one {You have # recovery code left.} other {You have # recovery codes left.}}',
  'security.factorSetUp': 'Set up',
  'security.factorScan':
    'Scan this with an authenticator app, or type the key into it. Then enter the code it shows.',
  'security.factorKey': 'Key',
  'security.factorQr': 'QR code for the authenticator app',
  'security.factorCode': 'Code',
  'security.factorConfirm': 'Switch on',
  'security.factorRemove': 'Switch off',
  'security.factorRemoveHint': 'Enter a code of your app, or a recovery code.',
  'security.recovery': 'Your recovery codes',
  'security.recoveryHint':
    'Keep them where you find them without your phone. Each lets you in once. They are not shown again.',
  'security.recoveryCopy': 'Copy',
  'security.recoveryCopied': 'Copied.',
  'security.recoveryDone': 'I have kept them',
} as const;
