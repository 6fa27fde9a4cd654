import { LIMITS } from '@chatket/contract';
import { codeDigits } from './username';

/** Who the link of a mail logs in, and by which code. */
interface LoginLink {
  kind: 'link';
  as: string;
  code: string;
}

/** Reads what stands behind the # of a link from a mail. Nothing is done with it until somebody says so. */
export function readLoginLink(): LoginLink | undefined {
  const proof = new URLSearchParams(window.location.hash.slice(1));
  const [as, code] = [proof.get('as') ?? '', codeDigits(proof.get('code') ?? '')];
  return as !== '' && code.length === LIMITS.codeDigits ? { kind: 'link', as, code } : undefined;
}

/** Takes it out of the address: what logs in stays in no history. */
export function hideLoginLink(): void {
  const { pathname, search } = window.location;
  window.history.replaceState(window.history.state, '', pathname + search);
}
