import type { MailDigest } from '@chatket/contract';
import type { MailLanguage } from '../auth/index.js';
import type { MissedCause } from '../notifications/index.js';

export interface DigestTexts {
  subject: (count: number, server: string) => string;
  hello: (username: string, server: string) => string;
  /** Above what was said in rooms that are their people. */
  direct: string;
  because: Record<MissedCause, (who: string) => string>;
  unread: (count: number) => string;
  more: (count: number) => string;
  open: string;
  /** Why the mail was sent. */
  reason: Record<Exclude<MailDigest, 'never'>, string>;
  settings: string;
  unsubscribe: string;
  off: { title: string; ask: string; button: string; done: string };
}

export const DIGEST_TEXTS: Record<MailLanguage, DigestTexts> = {
  en: {
    subject: (count, server) =>
      count === 1 ? `You missed a message on ${server}` : `You missed ${String(count)} messages on ${server}`,
    hello: (username, server) => `Hello ${username}, this was for you on ${server} while you were away:`,
    direct: 'Direct messages',
    because: {
      reminder: (who) => `${who} wrote something you wanted to be reminded of`,
      direct: (who) => `${who} wrote to you`,
      mention: (who) => `${who} mentioned you`,
      keyword: (who) => `${who} used one of your words`,
      here: (who) => `${who} wrote to everybody who was here`,
      all: (who) => `${who} wrote to everybody`,
      thread: (who) => `${who} replied in a thread you follow`,
      any: (who) => `${who} wrote`,
    },
    unread: (count) => `${String(count)} unread`,
    more: (count) => (count === 1 ? 'and one more' : `and ${String(count)} more`),
    open: 'Open ChatKet',
    reason: {
      hourly: 'You get this at most once an hour, and only while you are away.',
      daily: 'You get this at most once a day, and only while you are away.',
    },
    settings: 'How often is set in the notification settings.',
    unsubscribe: 'No more of these mails',
    off: {
      title: 'Mails of what you have missed',
      ask: 'Should these mails end? Everything else stays as it is.',
      button: 'End these mails',
      done: 'These mails have ended. The notification settings turn them on again.',
    },
  },
  tr: {
    subject: (count, server) => `${server}: kaçırdığınız ${String(count)} mesaj var`,
    hello: (username, server) => `Merhaba ${username}, siz yokken ${server} sunucusunda size yazılanlar:`,
    direct: 'Doğrudan mesajlar',
    because: {
      reminder: (who) => `${who}, hatırlatılmasını istediğiniz bir şey yazdı`,
      direct: (who) => `${who} size yazdı`,
      mention: (who) => `${who} sizden söz etti`,
      keyword: (who) => `${who} izlediğiniz bir sözcüğü kullandı`,
      here: (who) => `${who} burada olan herkese yazdı`,
      all: (who) => `${who} herkese yazdı`,
      thread: (who) => `${who} izlediğiniz bir konuda yanıt verdi`,
      any: (who) => `${who} yazdı`,
    },
    unread: (count) => `${String(count)} okunmamış`,
    more: (count) => `ve ${String(count)} mesaj daha`,
    open: 'ChatKet’i aç',
    reason: {
      hourly: 'Bu e-posta saatte en çok bir kez ve yalnızca siz yokken gelir.',
      daily: 'Bu e-posta günde en çok bir kez ve yalnızca siz yokken gelir.',
    },
    settings: 'Ne sıklıkta geleceği bildirim ayarlarındadır.',
    unsubscribe: 'Bu e-postaları artık istemiyorum',
    off: {
      title: 'Kaçırdıklarınızı bildiren e-postalar',
      ask: 'Bu e-postalar kesilsin mi? Başka her şey olduğu gibi kalır.',
      button: 'Bu e-postaları kes',
      done: 'Bu e-postalar kesildi. Bildirim ayarlarından yeniden açılabilir.',
    },
  },
};
