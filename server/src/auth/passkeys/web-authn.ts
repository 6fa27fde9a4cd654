import type { MadeCredential, ShownCredential, UserRef } from '@chatket/contract';
import type { KeptPasskey, NewPasskey, ShownState } from './passkey.repository.js';
import type { RelyingParty } from './relying-party.js';

/** What was asked of a browser, and of which site's page. */
export interface Asked {
  site: RelyingParty;
  challenge: string;
}

/** For so long a browser's answer is waited for. */
export const ANSWER_SECONDS = 300;
const RP_NAME = 'ChatKet';

/** Large, and wanted by those servers only whose people have passkeys. */
const library = () => import('@simplewebauthn/server');

/** What a browser is asked for a new passkey: one that is found without a name, behind a finger, face or PIN. */
export async function askForNew(site: RelyingParty, user: UserRef, known: readonly string[]) {
  const { generateRegistrationOptions } = await library();
  return generateRegistrationOptions({
    ...{ rpName: RP_NAME, rpID: site.id, timeout: ANSWER_SECONDS * 1_000, attestationType: 'none' },
    ...{ userName: user.username, userDisplayName: user.username, userID: handleOf(user) },
    excludeCredentials: known.map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** What it is asked for at a login, whoever it is that logs in. */
export async function askForOne(site: RelyingParty) {
  const { generateAuthenticationOptions } = await library();
  const timeout = ANSWER_SECONDS * 1_000;
  return generateAuthenticationOptions({ rpID: site.id, timeout, userVerification: 'required' });
}

/** @returns undefined where it is no answer to what was asked, or nobody has proven to be there */
export async function readNew(
  { site, challenge }: Asked,
  { id, response }: MadeCredential,
): Promise<Omit<NewPasskey, 'name'> | undefined> {
  const { verifyRegistrationResponse } = await library();
  const { transports = [], ...made } = response;
  const verified = await verifyRegistrationResponse({
    response: { ...asJson(id), response: made },
    ...expectations(site, challenge),
  }).catch(ignoreRefusal);
  if (verified?.verified !== true) return undefined;
  const { credential, credentialDeviceType, credentialBackedUp } = verified.registrationInfo;
  return {
    ...{
      credentialId: credential.id,
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports,
    },
    ...{ isSynced: credentialDeviceType === 'multiDevice', isBackedUp: credentialBackedUp },
  };
}

/** @returns undefined where it is no answer to what was asked, not signed by that passkey, or nobody has proven to be there */
export async function readShown(
  { site, challenge }: Asked,
  { id, response }: ShownCredential,
  { publicKey, counter, isSynced, user }: KeptPasskey,
): Promise<ShownState | undefined> {
  const { verifyAuthenticationResponse } = await library();
  const { userHandle } = response;
  if (userHandle !== undefined && userHandle !== handleOf(user).toString('base64url')) return undefined;
  const verified = await verifyAuthenticationResponse({
    response: { ...asJson(id), response },
    ...expectations(site, challenge),
    credential: { id, publicKey: new Uint8Array(publicKey), counter },
  }).catch(ignoreRefusal);
  if (verified?.verified !== true) return undefined;
  const { newCounter, credentialDeviceType, credentialBackedUp } = verified.authenticationInfo;
  // Whether a key may leave its device is settled when it is made.
  if ((credentialDeviceType === 'multiDevice') !== isSynced) return undefined;
  return { counter: newCounter, isBackedUp: credentialBackedUp };
}

function asJson(id: string) {
  return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} };
}

function expectations(site: RelyingParty, challenge: string) {
  return {
    ...{ expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: site.id },
    requireUserVerification: true,
  };
}

/** How authenticators call somebody: nothing that says who it is. */
function handleOf({ id }: UserRef): Buffer<ArrayBuffer> {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

/** The library throws at what does not fit, and at what cannot be read. */
function ignoreRefusal(): undefined {
  return undefined;
}
