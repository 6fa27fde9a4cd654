/** What the service worker says by itself, by language: no page need be open, so it has no catalog. */
export const WORDS: Record<
  'en' | 'tr',
  Record<
    'title' | 'message' | 'reminder' | 'asked' | 'accepted' | 'refused' | 'gone' | 'test' | 'export',
    string
  >
> = {
  en: {
    title: 'ChatKet',
    message: 'New message',
    reminder: 'Reminder',
    asked: 'Somebody asks to come in.',
    accepted: 'You were let in.',
    refused: 'You were not let in.',
    gone: 'This message was deleted.',
    test: 'Push messages arrive here.',
    export: 'Your export is ready. You find it in the settings.',
  },
  tr: {
    title: 'ChatKet',
    message: 'Yeni mesaj',
    reminder: 'Hatırlatma',
    asked: 'Biri odaya girmek istiyor.',
    accepted: 'Odaya alındınız.',
    refused: 'Odaya alınmadınız.',
    gone: 'Bu mesaj silindi.',
    test: 'Anlık bildirimler buraya ulaşıyor.',
    export: 'Dışa aktarımınız hazır. Ayarlarda bulabilirsiniz.',
  },
};
