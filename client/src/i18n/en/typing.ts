export const typing = {
  'typing.one': '{name} is typing',
  'typing.two': '{first} and {second} are typing',
  'typing.many': 'Several people are typing',
} as const;
