import { readFileSync } from 'node:fs';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Config } from '../../config/index.js';
import type { MailText } from './mail-texts.js';

const PORTS = { 'smtps:': 465, 'smtp:': 587 } as const;

/** Of a mail that comes again and again: its own id, and where one click ends all of its kind. */
export interface MailOfMany {
  id: string;
  unsubscribe: string;
}

/** Brings mails to a mail server. */
export abstract class Mailer {
  /** Whether this server can send mails at all. */
  abstract readonly isOn: boolean;

  /** Resolves when the mail server has taken the mail. @throws what `mailFailure` reads */
  abstract send(to: string, text: MailText, many?: MailOfMany): Promise<void>;
}

/** By SMTP, over few connections that stay open. TLS is a must unless the address of the server says otherwise. */
@Injectable()
export class SmtpMailer extends Mailer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Mail');
  private readonly transport: Transporter | undefined;
  private readonly from: string;

  constructor(config: Config) {
    super();
    const url = config.get('SMTP_URL');
    this.from = config.get('MAIL_FROM') ?? '';
    this.transport = url === undefined ? undefined : transportTo(new URL(url), config.get('SMTP_CA_FILE'));
  }

  get isOn(): boolean {
    return this.transport !== undefined;
  }

  /** A mail server that cannot be reached is told of at the start; chatting does not wait for it. */
  onApplicationBootstrap(): void {
    this.transport?.verify().catch((error: unknown) => {
      this.logger.warn({ err: error }, 'the mail server of SMTP_URL cannot be used');
    });
  }

  onModuleDestroy(): void {
    this.transport?.close();
  }

  async send(to: string, { subject, text, html }: MailText, many?: MailOfMany): Promise<void> {
    await this.transport?.sendMail({
      from: this.from,
      // As an object: what stands in it is one recipient, whatever it is.
      to: { name: '', address: to },
      subject,
      text,
      html,
      headers: { 'Auto-Submitted': 'auto-generated', ...(many && unsubscribing(many.unsubscribe)) },
      // The same each time that it is tried: of two that come, a mail server keeps one.
      ...(many && { messageId: `<${many.id}@${this.from.split('@').at(-1) ?? ''}>` }),
    });
  }
}

/** As of RFC 2369, and RFC 8058 for the one click. */
function unsubscribing(url: string) {
  return {
    'List-Unsubscribe': { prepared: true, value: `<${url}>` },
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

function transportTo(url: URL, caFile: string | undefined): Transporter {
  const protocol = url.protocol === 'smtps:' ? 'smtps:' : 'smtp:';
  const hasTls = url.searchParams.get('tls') !== 'none';
  return createTransport({
    pool: true,
    maxConnections: 2,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || PORTS[protocol],
    secure: protocol === 'smtps:',
    requireTLS: hasTls,
    ignoreTLS: !hasTls,
    ...(url.username !== '' && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    tls: caFile === undefined ? {} : { ca: readFileSync(caFile) },
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 3_000,
    greetingTimeout: 3_000,
    socketTimeout: 5_000,
  });
}

const REASON_MAX = 32;

/** Why a mail was not sent, in a word. Answers of 500 and above are for good: the same mail is refused again. */
export function mailFailure(error: unknown): { reason: string; isOver: boolean } {
  const { responseCode, code } = (error instanceof Error ? error : {}) as {
    responseCode?: unknown;
    code?: unknown;
  };
  // A wrong password of ours is mended by whoever runs the server.
  const isOver = typeof responseCode === 'number' && responseCode >= 500 && code !== 'EAUTH';
  if (typeof responseCode === 'number') return { reason: String(responseCode), isOver };
  return { reason: typeof code === 'string' ? code.slice(0, REASON_MAX) : 'unknown', isOver };
}
