import { agentOf } from '@chatket/contract';
import { escaped, type MailLanguage, type MailText } from './mail-texts.js';
import type { NewLogin } from './user-email.repository.js';

interface Notice {
  subject: string;
  lines: readonly string[];
}

const TEXTS: Record<
  MailLanguage,
  { newLogin: (login: LoginWords) => Notice; addressGone: (username: string) => Notice; unknown: string }
> = {
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
