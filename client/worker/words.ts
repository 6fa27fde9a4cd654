/** What the service worker says by itself, by language: no page need be open, so it has no catalog. */
export const WORDS: Record<'en' | 'tr', { title: string; message: string; test: string }> = {
  en: { title: 'ChatKet', message: 'New message', test: 'Push messages arrive here.' },
  tr: { title: 'ChatKet', message: 'Yeni mesaj', test: 'Anlık bildirimler buraya ulaşıyor.' },
};
