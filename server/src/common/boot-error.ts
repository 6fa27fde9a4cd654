/** Why the server cannot start, as a sentence for whoever runs it: it is shown without a stack. */
export class BootError extends Error {
  override readonly name = 'BootError';
}
