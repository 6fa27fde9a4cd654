export const composer = {
  'composer.form': 'Write a message',
  'composer.label': 'Message #{room}',
  'composer.direct': 'Message {name}',
  'composer.notes': 'Write a note to yourself',
  'composer.send': 'Send',
  'composer.offline': 'Will be sent when you are back',
  'reply.to': 'Reply to {name}',
  'reply.drop': 'Do not reply',
  'edit.title': 'Edit message',
  'edit.cancel': 'Cancel editing',
  'edit.save': 'Save',
  'emoji.button': 'Emoji',
} as const;
