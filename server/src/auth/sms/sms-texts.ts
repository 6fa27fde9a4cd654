import type { MailLanguage } from '../mail/mail-texts.js';

/** What a code in a text message is for. */
export type SmsPurpose = 'login' | 'phone';

const TEXTS: Record<MailLanguage, Record<SmsPurpose, (code: string) => string>> = {
  en: {
    login: (code) => `${code} is your login code, for ten minutes and once. Give it to nobody.`,
    phone: (code) => `${code} confirms your phone, for ten minutes and once. Give it to nobody.`,
  },
  tr: {
    login: (code) => `Giriş kodunuz: ${code}. On dakika ve bir kez geçerlidir. Kimseye vermeyin.`,
    phone: (code) =>
      `Telefonunuzu onaylama kodu: ${code}. On dakika ve bir kez geçerlidir. Kimseye vermeyin.`,
  },
};

interface CodeSms {
  purpose: SmsPurpose;
  language: MailLanguage;
  code: string;
  /** Where the code is entered. */
  origin: string | undefined;
}

/** A text message that brings a code. By its last line a phone fills the code in on the page of that host, and nowhere else. */
export function codeSms({ purpose, language, code, origin }: CodeSms): string {
  const text = TEXTS[language][purpose](code);
  return origin === undefined ? text : `${text}\n\n@${new URL(origin).host} #${code}`;
}
