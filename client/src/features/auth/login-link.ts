import { LIMITS } from '@chatket/contract';
import { codeDigits } from './username';

/** Who the link of a mail logs in, and by which code. */
interface LoginLink {
  kind: 'link';
  as: string;
  code: string;
}

/**
 * Reads what stands behind the # of a link from a mail, and takes it out of the address: what logs in stays in no history.
 * Nothing is done with it until somebody says so.
 */
export function takeLoginLink(): LoginLink | undefined {
  const { hash, pathname, search } = window.location;
  const proof = new URLSearchParams(hash.slice(1));
  const [as, code] = [proof.get('as') ?? '', codeDigits(proof.get('code') ?? '')];
  if (as === '' || code.length !== LIMITS.codeDigits) return undefined;
  window.history.replaceState(window.history.state, '', pathname + search);
  return { kind: 'link', as, code };
}
