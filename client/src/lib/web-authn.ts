import type { MadeCredential, PasskeyChallenge, ShownCredential } from '@chatket/contract';
import {
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  WebAuthnError,
} from '@simplewebauthn/browser';

/** It was given up, there is one already, the address is another one than the server's own, or the browser could not. */
export type PasskeyProblem = 'cancelled' | 'known' | 'elsewhere' | 'failed';

export class PasskeyError extends Error {
  override readonly name = 'PasskeyError';
  constructor(
    readonly problem: PasskeyProblem,
    cause: unknown,
  ) {
    super(problem, { cause });
  }
}

type Creation = Parameters<typeof startRegistration>[0]['optionsJSON'];
type Choice = Parameters<typeof startAuthentication>[0]['optionsJSON'];

/** Whether the browser offers passkeys where names are typed. */
export const hasAutofill = browserSupportsWebAuthnAutofill;

/** Ends what a browser is being asked. */
export const stopAsking = () => WebAuthnAbortService.cancelCeremony();

/** @throws PasskeyError */
export async function makePasskey({ options }: PasskeyChallenge): Promise<MadeCredential> {
  const made = await startRegistration({ optionsJSON: options as Creation }).catch(rethrow);
  const { clientDataJSON, attestationObject, transports } = made.response;
  return { id: made.id, response: { clientDataJSON, attestationObject, ...(transports && { transports }) } };
}

/** @param where in a window of the browser's own, or among what it offers to fill in @throws PasskeyError */
export async function showPasskey(
  { options }: PasskeyChallenge,
  where: 'window' | 'autofill',
): Promise<ShownCredential> {
  const useBrowserAutofill = where === 'autofill';
  const shown = await startAuthentication({ optionsJSON: options as Choice, useBrowserAutofill }).catch(
    rethrow,
  );
  const { clientDataJSON, authenticatorData, signature, userHandle } = shown.response;
  return {
    id: shown.id,
    response: {
      clientDataJSON,
      authenticatorData,
      signature,
      ...(userHandle !== undefined && { userHandle }),
    },
  };
}

function rethrow(error: unknown): never {
  throw new PasskeyError(problemOf(error), error);
}

/** Browsers say no more about what was given up than that it was not allowed: it may also have taken too long. */
function problemOf(error: unknown): PasskeyProblem {
  const { code } = error instanceof WebAuthnError ? error : {};
  const { name } = error instanceof Error ? error : {};
  if (name === 'NotAllowedError' || code === 'ERROR_CEREMONY_ABORTED') return 'cancelled';
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return 'known';
  if (code === 'ERROR_INVALID_DOMAIN' || code === 'ERROR_INVALID_RP_ID') return 'elsewhere';
  return 'failed';
}
