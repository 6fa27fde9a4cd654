import { createHmac } from 'node:crypto';
import type { CDPSession, Page } from '@playwright/test';

/** What an authenticator app shows, so many steps from now: RFC 6238. */
export function codeOf(secret: string, steps: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac('sha1', key).update(counter).digest();
  const place = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(place) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** An authenticator built into the device, whose owner shows their finger whenever they are asked. */
export async function addAuthenticator(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', automaticPresenceSimulation: true },
      ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
    },
  });
  return session;
}

/** Browsers have passkeys for names, so this machine goes by its own. */
export const byName = (url: string) => url.replace('127.0.0.1', 'localhost');

/** What the browser offers at the name's field is chosen at once by the authenticator of a test; not at this address. */
export const WITHOUT_OFFER = '/?without-offer';
export function withoutOffer() {
  if (window.location.search === '?without-offer')
    window.PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
}

/** Opens the part of the settings about logging in. */
export async function openSecurity(page: Page) {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'All settings' }).click();
  return page.getByRole('region', { name: 'Logging in' });
}

/** Adds a passkey of the authenticator of the page. */
export async function addPasskey(page: Page, name: string) {
  const security = await openSecurity(page);
  await security.getByRole('button', { name: 'Add a passkey' }).click();
  await security.getByLabel('Name of the passkey').fill(name);
  await security.getByRole('button', { name: 'Create' }).click();
  return security;
}

/** Switches the second step on. @returns the secret of the app, and the recovery codes */
export async function setUpFactor(page: Page): Promise<{ secret: string; recoveryCodes: string[] }> {
  const security = page.getByRole('region', { name: 'Logging in' });
  await security.getByRole('button', { name: 'Set up' }).click();
  const secret = (await security.locator('code').textContent()) ?? '';
  // Each code counts once: the one of the next step is left for the next time.
  await security.getByLabel('Code', { exact: true }).fill(codeOf(secret, 0));
  await security.getByRole('button', { name: 'Switch on' }).click();
  const codes = security.getByRole('list', { name: 'Your recovery codes' }).getByRole('listitem');
  await codes.first().waitFor();
  const recoveryCodes = await codes.allTextContents();
  await security.getByRole('button', { name: 'I have kept them' }).click();
  return { secret, recoveryCodes };
}
