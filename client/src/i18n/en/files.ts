export const files = {
  'files.attach': 'Attach files',
  'files.chosen': 'Chosen files',
  'files.remove': 'Remove {name}',
  'files.download': 'Download {name}',
  'files.tooMany': 'A message takes {max, plural, one {# file} other {# files}}.',
  'files.empty': '{name} is empty and cannot be sent.',
  'files.of': '{count, plural, one {# file} other {# files}}',
  'files.uploading': '{name}: {percent} % uploaded',
  'files.waiting': '{name}: waits to be uploaded',
  'files.cancel': 'Cancel',
  'files.open': 'Open {name}',
  'files.missing': 'This file cannot be shown.',
} as const;
