const KEY = 'chatket.accepting';

/**
 * Remembers, for this tab and until it is taken, that its person wants to come in by a link and has gone to log in. A
 * link alone lets nobody in without a click.
 */
export function rememberAccepting(token: string): void {
  try {
    sessionStorage.setItem(KEY, token);
  } catch {
    // Then one more click is needed.
  }
}

/** Whether that is so. Once; what another link has remembered stays. */
export function takeAccepting(token: string): boolean {
  try {
    const isSo = sessionStorage.getItem(KEY) === token;
    if (isSo) sessionStorage.removeItem(KEY);
    return isSo;
  } catch {
    return false;
  }
}
