const KEY = 'chatket:fresh-login';

/** Something wanted a login of the last minutes: the next one in this tab is to be one, also where single sign-on remembers. */
export function noteFreshLogin(): void {
  try {
    sessionStorage.setItem(KEY, 'wanted');
  } catch {
    // Where nothing can be kept, the provider decides.
  }
}

/** Whether the login that begins now is to be one; said once. */
export function takeFreshLogin(): boolean {
  try {
    const isWanted = sessionStorage.getItem(KEY) !== null;
    sessionStorage.removeItem(KEY);
    return isWanted;
  } catch {
    return false;
  }
}
