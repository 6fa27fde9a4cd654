/** A reason to stop that is meant for the person at the keyboard: shown as a sentence, without a stack. */
export class Refusal extends Error {
  name = 'Refusal';
}

/** What to print about an error: the sentence of a refusal, everything about anything else. */
export function describeError(error) {
  if (error instanceof Refusal || ['ConfigError', 'DatabaseRefusal'].includes(error?.name))
    return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
