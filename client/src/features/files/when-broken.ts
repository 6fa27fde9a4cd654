/**
 * A player that has failed: without a network, or cut off by it, it begins anew with the network, or with the next press; else
 * what it plays is nothing that this browser can play.
 */
export function whenBroken(media: HTMLMediaElement, onBroken: () => void): void {
  const isCutOff = media.error?.code === MediaError.MEDIA_ERR_NETWORK;
  if (navigator.onLine && !isCutOff) return onBroken();
  if (isCutOff && navigator.onLine) return media.load();
  window.addEventListener('online', () => media.isConnected && media.load(), { once: true });
}
