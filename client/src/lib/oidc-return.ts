let arrived: string | undefined;

/**
 * With what the browser has come back from single sign-on, from behind the #; undefined where it has not. It is remembered: the
 * address changes when a dialog opens.
 */
export function readOidcReturn(): string | undefined {
  arrived = new URLSearchParams(window.location.hash.slice(1)).get('oidc') ?? arrived;
  return arrived;
}

/** Takes it out of the address: it is told once. The set-up link before it stays. */
export function hideOidcReturn(): void {
  arrived = undefined;
  const { hash, pathname, search } = window.location;
  const at = hash.search(/[#&]oidc=/);
  if (at !== -1) window.history.replaceState(window.history.state, '', pathname + search + hash.slice(0, at));
}
