import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import {
  type AuthMethod,
  type PublicConfig,
  type PublicRate,
  type Registration,
  REGISTRATIONS,
} from '@chatket/contract';
import { Config } from '../config/index.js';
import { ApiFailures, Public, VERSION } from '../http/index.js';
import { ServerSettings } from './server-settings.service.js';

class RateDto implements PublicRate {
  @ApiProperty({ example: 5 }) messages: number;
  @ApiProperty({ example: 10 }) windowSeconds: number;
  @ApiProperty({ example: 30 }) muteSeconds: number;
}

class PublicConfigDto implements PublicConfig {
  @ApiProperty({ example: VERSION }) version: string;
  @ApiProperty({ enum: ['response', 'log', 'mail', 'sms'], example: 'response' })
  codeDelivery: PublicConfig['codeDelivery'];
  @ApiProperty({ description: 'Whether this server sends mails: people may log in by an address.' })
  mail: boolean;
  @ApiProperty({
    enum: ['code', 'password', 'passkey', 'oidc'],
    isArray: true,
    description: 'How one logs in here.',
  })
  authMethods: AuthMethod[];
  @ApiPropertyOptional({ example: 'Company login', description: 'Of the button of single sign-on.' })
  oidcName?: string;
  @ApiProperty({ description: 'Codes are shown to whoever asks: anybody can log in as anybody.' })
  demo: boolean;
  @ApiProperty({ example: 4000, description: 'How long a message may be where its room does not say less.' })
  messageTextMax: number;
  @ApiProperty({ example: 104_857_600, description: 'How large a file may be, in bytes.' })
  fileSizeMax: number;
  @ApiProperty({ example: 60, description: 'The most messages that a room may allow within its window.' })
  roomRateMax: number;
  @ApiProperty({ type: RateDto, description: 'The rate limit of rooms that have none of their own.' })
  rate: RateDto;
  @ApiProperty({ description: 'Whether owners may make links that let people in with a name only.' })
  guestLinks: boolean;
  @ApiProperty({ enum: REGISTRATIONS, description: 'Who may make an account.' })
  registration: Registration;
  @ApiPropertyOptional({ example: 'Kitchen table' }) serverName?: string;
  @ApiPropertyOptional({ example: '☕' }) serverIcon?: string;
}

@ApiTags('server')
@Controller('config')
export class PublicConfigController {
  constructor(
    private readonly config: Config,
    private readonly settings: ServerSettings,
  ) {}

  /** What a client may know before anybody has logged in. */
  @Public()
  @Get()
  @ApiOkResponse({ type: PublicConfigDto })
  @ApiFailures('INTERNAL')
  async read(): Promise<PublicConfigDto> {
    const { config } = this;
    const { name, icon, registration } = await this.settings.forEverybody();
    return {
      version: VERSION,
      codeDelivery: config.get('CODE_DELIVERY'),
      mail: config.get('SMTP_URL') !== undefined,
      authMethods: config.get('AUTH_METHODS'),
      ...(config.get('AUTH_METHODS').includes('oidc') && { oidcName: config.get('OIDC_NAME') }),
      demo: config.isDemo,
      messageTextMax: config.get('MESSAGE_TEXT_MAX'),
      fileSizeMax: config.fileLimits.maxSize,
      roomRateMax: config.get('RATE_LIMIT_ROOM_MAX'),
      rate: {
        messages: config.get('RATE_LIMIT_MESSAGES'),
        windowSeconds: config.get('RATE_LIMIT_WINDOW_MS') / 1_000,
        muteSeconds: config.get('RATE_LIMIT_MUTE_MS') / 1_000,
      },
      guestLinks: config.hasGuestLinks,
      registration,
      ...(name !== null && { serverName: name }),
      ...(icon !== null && { serverIcon: icon }),
    };
  }
}
