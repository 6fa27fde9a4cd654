import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { Configuration } from 'openid-client';
import { AppError, Clock } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { AuthMethods } from '../auth-methods.js';

/** Large, and wanted by those servers only that have a provider. */
export const library = () => import('openid-client');

/** For so long what the provider says of itself is believed. */
const KNOWN_FOR_MS = 60 * 60_000;
const TIMEOUT_SECONDS = 5;
/** Clocks of servers differ a little. */
const CLOCKS_DIFFER_SECONDS = 30;

/** The provider of single sign-on: found when it is there, however late that is. */
@Injectable()
export class OidcProvider implements OnApplicationBootstrap {
  private readonly logger = new Logger('SingleSignOn');
  private known: { configuration: Configuration; at: number } | undefined;
  private finding: Promise<Configuration> | undefined;

  constructor(
    private readonly config: Config,
    private readonly methods: AuthMethods,
    private readonly clock: Clock,
  ) {}

  /** A provider that is away stops no server: others log in otherwise, and it is asked again with the next login. */
  onApplicationBootstrap(): void {
    if (this.methods.has('oidc')) this.configuration().catch(() => undefined);
  }

  get issuer(): string {
    return this.config.get('OIDC_ISSUER') ?? '';
  }

  /** @throws AppError `NOT_FOUND` where there is no single sign-on; `OIDC_AWAY` */
  async configuration(): Promise<Configuration> {
    this.methods.require('oidc');
    const { known } = this;
    if (known && this.clock.monotonic() - known.at < KNOWN_FOR_MS) return known.configuration;
    this.finding ??= this.find().finally(() => (this.finding = undefined));
    try {
      const configuration = await this.finding;
      this.known = { configuration, at: this.clock.monotonic() };
      return configuration;
    } catch (error) {
      this.logger.warn(
        { issuer: this.issuer, reason: reasonOf(error) },
        'the provider of single sign-on cannot be used: until it answers, nobody logs in by it',
      );
      if (known) return known.configuration;
      throw new AppError('OIDC_AWAY', 'The provider of single sign-on does not answer.');
    }
  }

  private async find(): Promise<Configuration> {
    const client = await library();
    const { issuer, config } = this;
    const secret = config.get('OIDC_CLIENT_SECRET');
    const isPlain = issuer.startsWith('http:');
    return client.discovery(
      new URL(issuer),
      config.get('OIDC_CLIENT_ID') ?? '',
      { [client.clockTolerance]: CLOCKS_DIFFER_SECONDS },
      secret === undefined ? client.None() : client.ClientSecretBasic(secret),
      {
        timeout: TIMEOUT_SECONDS,
        // Only on this machine: the configuration takes no other.
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that nobody does it by mistake
        execute: [client.enableNonRepudiationChecks, ...(isPlain ? [client.allowInsecureRequests] : [])],
      },
    );
  }
}

/** Why something of the provider's could not be used, in the words of the protocol: no tokens, no names. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { error_description: description, code } = error as { error_description?: unknown; code?: unknown };
  const parts = [error.message, code, description, error.cause instanceof Error ? error.cause.message : ''];
  return parts
    .filter((part) => typeof part === 'string' && part !== '')
    .join('; ')
    .slice(0, 300);
}

/** Whether the provider could not be asked at all. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return code === 'OAUTH_TIMEOUT' || error.cause instanceof TypeError || error instanceof TypeError;
}
