import type { PushKey, PushOutcome, PushSubscriptionBody } from '@chatket/contract';
import type { Api } from '../../api';
import { askPermission, permissionNow } from './permission';
import { notePushedAt, pushedAt } from './push-state';

type Asking = Pick<Api, 'request'>;

/** Why messages cannot be pushed to this browser. */
export type PushTrouble = 'unsupported' | 'blocked' | 'off' | 'failed';

/** Whether this browser could take messages: over https, or on this machine, and with a service worker. */
export function canPush(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window;
}

/** From now on messages are pushed to this browser. Asks the person. @returns what stands against it */
export async function startPush(
  api: Asking,
  { userId, language }: { userId: string; language: string },
): Promise<PushTrouble | undefined> {
  if (!canPush()) return 'unsupported';
  const permission = await askPermission();
  if (permission !== 'granted') return permission === 'unsupported' ? 'unsupported' : 'blocked';
  try {
    const { key } = (await api.request<PushKey>({ path: '/push/key' })).body;
    if (key === undefined) return 'off';
    const subscription = await subscribe(key);
    await api.request({ method: 'PUT', path: '/me/push', body: { ...describe(subscription), language } });
    notePushedAt(userId, subscription.endpoint);
    return undefined;
  } catch {
    return 'failed';
  }
}

/** Nothing is pushed here any more; also without a connection, as far as this browser goes. */
export async function stopPush(api: Asking, userId: string): Promise<void> {
  const endpoint = pushedAt(userId);
  await forgetPush(userId);
  if (endpoint !== '') await api.request({ method: 'DELETE', path: '/me/push', body: { endpoint } });
}

/** This browser takes nothing more that is pushed to it. The server forgets its address with the login. */
export async function forgetPush(userId: string): Promise<void> {
  notePushedAt(userId, '');
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  await subscription?.unsubscribe();
}

/**
 * What a browser forgets, and a server that has another key, ends a subscription in silence: so each page that is opened looks
 * after it.
 */
export async function keepPush(api: Asking, who: { userId: string; language: string }): Promise<void> {
  if (pushedAt(who.userId) === '' || !canPush()) return;
  const trouble = permissionNow() === 'granted' ? await startPush(api, who) : 'blocked';
  if (trouble === 'blocked' || trouble === 'off') notePushedAt(who.userId, '');
}

/** Pushes a test to all my devices. */
export async function testPush(api: Asking, userId: string): Promise<PushOutcome[]> {
  const body = { endpoint: pushedAt(userId) };
  return (await api.request<PushOutcome[]>({ method: 'POST', path: '/me/push/test', body })).body;
}

async function subscribe(key: string): Promise<PushSubscription> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const known = await pushManager.getSubscription();
  if (known && base64url(known.options.applicationServerKey) === key) return known;
  await known?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

function describe(subscription: PushSubscription): Omit<PushSubscriptionBody, 'language'> {
  return {
    endpoint: subscription.endpoint,
    p256dh: base64url(subscription.getKey('p256dh')),
    auth: base64url(subscription.getKey('auth')),
  };
}

function base64url(buffer: ArrayBuffer | null): string {
  const text = String.fromCharCode(...new Uint8Array(buffer ?? new ArrayBuffer(0)));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
