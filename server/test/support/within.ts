/** Nothing that a test prepares or puts away takes this long, on the slowest machine. */
const MOST_MS = 90_000;

/**
 * Waits, but not until the test is cut off without a word.
 * @throws Error that says what did not end
 */
export async function within<T>(what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`This did not end: ${what}.`)), MOST_MS);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}
