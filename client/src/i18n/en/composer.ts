export const composer = {
  'composer.form': 'Write a message',
  'composer.label': 'Message #{room}',
  'composer.send': 'Send',
  'composer.mutedFor': 'You can write again in {time}',
  'composer.offline': 'Will be sent when you are back',
  'composer.unsendable': 'There is a broken character in this text: delete it to send the rest',
  'composer.left': '{count, plural, one {# left} other {# left}}',
  'composer.tooMany': '{count, plural, one {# too many} other {# too many}}',
  'composer.split': '{count, plural, one {Send as # message} other {Send as # messages}}',
  'emoji.button': 'Emoji',
  'emoji.suggestions': 'Emoji suggestions',
} as const;
