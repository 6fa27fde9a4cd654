import { agentOf } from '@chatket/contract';
import { escaped } from '../../common/index.js';
import type { MailLanguage, MailText } from './mail-texts.js';
import type { NewLogin } from './user-email.repository.js';

interface Notice {
  subject: string;
  lines: readonly string[];
}

/** What may be done to an account. */
export type AccountChange =
  | 'password-set'
  | 'password-changed'
  | 'passkey-added'
  | 'passkey-removed'
  | 'identity-linked'
  | 'identity-unlinked'
  | 'factor-on'
  | 'factor-off'
  | 'factors-reset'
  | 'phone-set'
  | 'phone-removed'
  | 'export-ready';

interface Texts {
  newLogin: (login: LoginWords) => Notice;
  addressGone: (username: string) => Notice;
  /** Their subjects, and what stands behind each. */
  changes: Record<AccountChange, (username: string) => string>;
  /** Where an export is found. */
  exported: string;
  ifNotYou: readonly string[];
  unknown: string;
}

const TEXTS: Record<MailLanguage, Texts> = {
  en: {
    newLogin: ({ username, device, network, at }) => ({
      subject: `New login to your account ${username}`,
      lines: [
        `Somebody has logged in as ${username}, with a device that is new to your account:`,
        `${device}, ${network}, ${at}`,
        'If that was you, there is nothing to do.',
        'If not: log in, open Settings, Devices, and log that device out. Then change how you log in.',
      ],
    }),
    addressGone: (username) => ({
      subject: `This address no longer belongs to ${username}`,
      lines: [
        `The account ${username} has another mail address from now on, or none.`,
        'If you did not do that, turn to whoever runs the server.',
      ],
    }),
    changes: {
      'password-set': (username) => `Your account ${username} has a password now`,
      'password-changed': (username) => `The password of your account ${username} was changed`,
      'passkey-added': (username) => `A passkey was added to your account ${username}`,
      'passkey-removed': (username) => `A passkey of your account ${username} was removed`,
      'identity-linked': (username) => `Single sign-on opens your account ${username} now`,
      'identity-unlinked': (username) => `Single sign-on no longer opens your account ${username}`,
      'factor-on': (username) => `Your account ${username} asks for a second factor now`,
      'factor-off': (username) => `Your account ${username} no longer asks for a second factor`,
      'factors-reset': (username) =>
        `Those who run the server have reset the second factor and the passkeys of your account ${username}`,
      'phone-set': (username) => `Your account ${username} has a new phone`,
      'phone-removed': (username) => `Your account ${username} has no phone any more`,
      'export-ready': (username) => `The export of your account ${username} is ready`,
    },
    exported: 'Download it within seven days: log in, and open Settings, Your data.',
    ifNotYou: [
      'If that was you, there is nothing to do.',
      'If not: log in, open Settings, Devices, and log out all others. Then change how you log in, or turn to whoever runs the server.',
    ],
    unknown: 'Unknown device',
  },
  tr: {
    newLogin: ({ username, device, network, at }) => ({
      subject: `${username} hesabınıza yeni bir giriş`,
      lines: [
        `Hesabınız için yeni olan bir cihazla ${username} olarak giriş yapıldı:`,
        `${device}, ${network}, ${at}`,
        'Bu sizseniz bir şey yapmanız gerekmez.',
        'Değilseniz: giriş yapın, Ayarlar, Cihazlar bölümünü açın ve o cihazın oturumunu kapatın. Sonra giriş yönteminizi değiştirin.',
      ],
    }),
    addressGone: (username) => ({
      subject: `Bu adres artık ${username} hesabına ait değil`,
      lines: [
        `${username} hesabının bundan böyle başka bir e-posta adresi var ya da hiç yok.`,
        'Bunu siz yapmadıysanız sunucuyu işleten kişiye başvurun.',
      ],
    }),
    changes: {
      'password-set': (username) => `${username} hesabınızın artık bir parolası var`,
      'password-changed': (username) => `${username} hesabınızın parolası değiştirildi`,
      'passkey-added': (username) => `${username} hesabınıza bir geçiş anahtarı eklendi`,
      'passkey-removed': (username) => `${username} hesabınızın bir geçiş anahtarı kaldırıldı`,
      'identity-linked': (username) => `${username} hesabınız artık tek oturum açma ile açılıyor`,
      'identity-unlinked': (username) => `${username} hesabınız artık tek oturum açma ile açılmıyor`,
      'factor-on': (username) => `${username} hesabınız artık ikinci adımı soruyor`,
      'factor-off': (username) => `${username} hesabınız artık ikinci adımı sormuyor`,
      'factors-reset': (username) =>
        `Sunucuyu işletenler ${username} hesabınızın ikinci adımını ve geçiş anahtarlarını sıfırladı`,
      'phone-set': (username) => `${username} hesabınızın yeni bir telefonu var`,
      'phone-removed': (username) => `${username} hesabınızın artık telefonu yok`,
      'export-ready': (username) => `${username} hesabınızın dışa aktarımı hazır`,
    },
    exported: 'Yedi gün içinde indirin: giriş yapın ve Ayarlar, Verileriniz bölümünü açın.',
    ifNotYou: [
      'Bu sizseniz bir şey yapmanız gerekmez.',
      'Değilseniz: giriş yapın, Ayarlar, Cihazlar bölümünü açın ve diğer tüm oturumları kapatın. Sonra giriş yönteminizi değiştirin ya da sunucuyu işleten kişiye başvurun.',
    ],
    unknown: 'Bilinmeyen cihaz',
  },
};

interface LoginWords {
  username: string;
  device: string;
  network: string;
  at: string;
}

/** Tells somebody of a login of theirs that may be somebody else's. */
export function newLoginMail({ language, username, agent, network, at }: NewLogin): MailText {
  const { client, system } = agentOf(agent);
  const device = [client, system].filter(Boolean).join(', ') || TEXTS[language].unknown;
  const when = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return mailOf(TEXTS[language].newLogin({ username, device, network, at: when }), language);
}

/** Tells somebody what was done to their account. */
export function changeMail(
  { language, username }: { language: MailLanguage; username: string },
  change: AccountChange,
): MailText {
  const { changes, exported, ifNotYou } = TEXTS[language];
  const subject = changes[change](username);
  return mailOf(
    { subject, lines: [`${subject}.`, ...(change === 'export-ready' ? [exported] : []), ...ifNotYou] },
    language,
  );
}

/** Tells whoever reads an address that it leads to the account no longer. */
export function addressGoneMail({
  language,
  username,
}: {
  language: MailLanguage;
  username: string;
}): MailText {
  return mailOf(TEXTS[language].addressGone(username), language);
}

function mailOf({ subject, lines }: Notice, language: MailLanguage): MailText {
  return {
    subject,
    text: lines.join('\n\n') + '\n',
    html: [
      `<!doctype html><html lang="${language}"><body style="font-family:sans-serif;line-height:1.5">`,
      ...lines.map((line) => `<p>${escaped(line)}</p>`),
      '</body></html>',
    ].join(''),
  };
}
