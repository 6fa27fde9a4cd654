/** A reason to stop that is meant for the person at the keyboard: shown as a sentence, without a stack. */
export class Refusal extends Error {
  name = 'Refusal';
}

/** Errors of the server whose message is meant for whoever runs it. */
const SENTENCES = new Set(['ConfigError', 'DatabaseRefusal']);

/** What the system refuses, in words for whoever can do something about it. */
const SYSTEM = {
  ENOSPC: 'There is no space left on the disk: make some and try again.',
  EDQUOT: 'There is no space left for this user on the disk: make some and try again.',
  EROFS: 'The disk can only be read from: choose another place (for the data: CHATKET_DATA_DIR).',
  EACCES:
    'This user may not write or read there: change the owner, or choose another place (for the data: CHATKET_DATA_DIR).',
  EPERM:
    'This user may not do that there: change the owner, or choose another place (for the data: CHATKET_DATA_DIR).',
  ENOTDIR: 'A file is where a folder should be: choose another place (for the data: CHATKET_DATA_DIR).',
  EMFILE: 'Too many files are open: raise the limit (ulimit -n) and try again.',
};

/** What to print about an error: the sentence of a refusal or of the system, everything about anything else. */
export function describeError(error) {
  if (error instanceof Refusal || SENTENCES.has(error?.name)) return error.message;
  const sentence = SYSTEM[error?.code];
  if (sentence && error.syscall) return error.path ? `${error.path}: ${sentence}` : sentence;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
