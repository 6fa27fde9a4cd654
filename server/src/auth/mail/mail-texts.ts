import { escaped } from '../../common/index.js';

export interface MailText {
  subject: string;
  text: string;
  html: string;
}

export const MAIL_LANGUAGES = ['en', 'tr'] as const;
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

/** What a code in a mail is for. */
export type CodePurpose = 'login' | 'register' | 'address';

interface Wording {
  subject: (code: string) => string;
  lines: (name: string) => readonly string[];
}

/** What stands on the link to the page that logs in, and behind it. */
const LINK: Record<MailLanguage, { name: string; hint: string }> = {
  en: { name: 'Log in with this link', hint: 'Or open this link, on the device where you want to log in:' },
  tr: {
    name: 'Bu bağlantıyla giriş yapın',
    hint: 'Ya da giriş yapmak istediğiniz cihazda bu bağlantıyı açın:',
  },
};

const TEXTS: Record<MailLanguage, Record<CodePurpose, Wording>> = {
  en: {
    login: {
      subject: (code) => `${code} is your login code`,
      lines: (name) => [
        `With this code you log in as ${name}:`,
        'It counts for ten minutes, and once.',
        'If you did not ask for it, do nothing. Give it to nobody.',
      ],
    },
    register: {
      subject: (code) => `${code} is your code for a new account`,
      lines: (name) => [
        `With this code ${name} gets an account of its own:`,
        'It counts for ten minutes, and once.',
        'If you did not ask for it, do nothing. Give it to nobody.',
      ],
    },
    address: {
      subject: (code) => `${code} confirms your mail address`,
      lines: (name) => [
        `With this code ${name} confirms that this mail address is theirs:`,
        'It counts for ten minutes, and once.',
        'If that is not you, do nothing. Give it to nobody.',
      ],
    },
  },
  tr: {
    login: {
      subject: (code) => `Giriş kodunuz: ${code}`,
      lines: (name) => [
        `Bu kodla ${name} olarak giriş yaparsınız:`,
        'On dakika ve bir kez geçerlidir.',
        'Siz istemediyseniz bir şey yapmanız gerekmez. Kodu kimseye vermeyin.',
      ],
    },
    register: {
      subject: (code) => `Yeni hesap kodunuz: ${code}`,
      lines: (name) => [
        `${name} adresi bu kodla kendi hesabını açar:`,
        'On dakika ve bir kez geçerlidir.',
        'Siz istemediyseniz bir şey yapmanız gerekmez. Kodu kimseye vermeyin.',
      ],
    },
    address: {
      subject: (code) => `E-posta adresinizi onaylama kodu: ${code}`,
      lines: (name) => [
        `${name} bu kodla bu e-posta adresinin kendisine ait olduğunu onaylar:`,
        'On dakika ve bir kez geçerlidir.',
        'Siz değilseniz bir şey yapmanız gerekmez. Kodu kimseye vermeyin.',
      ],
    },
  },
};

export interface CodeMail {
  purpose: CodePurpose;
  language: MailLanguage;
  /** A name, or an address. */
  name: string;
  code: string;
  /** Of the page that logs in by it. */
  link?: string | undefined;
}

/** The mail that brings a code. */
export function codeMail({ purpose, language, name, code, link }: CodeMail): MailText {
  const wording = TEXTS[language][purpose];
  const [first = '', ...others] = wording.lines(name);
  const [firstHtml = ''] = wording.lines(`<bdi>${escaped(name)}</bdi>`);
  const linkText = LINK[language];
  return {
    subject: wording.subject(code),
    text: [first, code, ...(link ? [linkText.hint, link] : []), ...others].join('\n\n') + '\n',
    html: [
      `<!doctype html><html lang="${language}"><body style="font-family:sans-serif;line-height:1.5">`,
      `<p>${firstHtml}</p><p style="font-size:28px;letter-spacing:4px"><b>${code}</b></p>`,
      link ? `<p><a href="${escaped(link)}">${linkText.name}</a></p>` : '',
      ...others.map((line) => `<p>${line}</p>`),
      '</body></html>',
    ].join(''),
  };
}

/** The first language of an `Accept-Language` that mails are written in. */
export function mailLanguage(acceptLanguage: string): MailLanguage {
  const wanted = acceptLanguage.toLowerCase().split(',', 20);
  for (const tag of wanted) {
    const found = MAIL_LANGUAGES.find((language) => tag.trim().split(/[-;]/, 1)[0] === language);
    if (found) return found;
  }
  return 'en';
}
