/** What the service worker says by itself, by language: no page need be open, so it has no catalog. */
export const WORDS: Record<'en' | 'tr', { title: string; message: string; reminder: string; test: string }> =
  {
    en: {
      title: 'ChatKet',
      message: 'New message',
      reminder: 'Reminder',
      test: 'Push messages arrive here.',
    },
    tr: {
      title: 'ChatKet',
      message: 'Yeni mesaj',
      reminder: 'Hatırlatma',
      test: 'Anlık bildirimler buraya ulaşıyor.',
    },
  };
