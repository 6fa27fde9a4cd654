import {
  REGISTRATIONS,
  type Registration,
  SERVER_SETTINGS_LIMITS,
  type ServerSettings,
} from '@chatket/contract';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, Matches } from 'class-validator';
import { IsEmoji, IsReadableText, MayBeNull, oneLine } from '../common/index.js';

/** Labels of letters, digits and hyphens with dots between them. */
const DOMAIN = /^(?=.{4,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/i;

export class ServerSettingsDto implements ServerSettings {
  @ApiProperty({
    type: 'string',
    nullable: true,
    example: 'Kitchen table',
    maxLength: SERVER_SETTINGS_LIMITS.nameMax,
  })
  @Transform(oneLine)
  @MayBeNull()
  @IsReadableText(SERVER_SETTINGS_LIMITS.nameMax)
  name: string | null;

  @ApiProperty({ type: 'string', nullable: true, example: '☕', description: 'One emoji.' })
  @MayBeNull()
  @IsEmoji()
  icon: string | null;

  @ApiProperty({ enum: REGISTRATIONS, description: 'Who may make an account. Others who have one come in.' })
  @IsIn(REGISTRATIONS, { message: 'must be open, invite, closed or domains' })
  registration: Registration;

  @ApiProperty({ type: [String], example: ['example.org'], maxItems: SERVER_SETTINGS_LIMITS.domainsMax })
  @Matches(DOMAIN, { each: true, message: 'must hold names of domains, such as example.org' })
  @ArrayMaxSize(SERVER_SETTINGS_LIMITS.domainsMax)
  @IsArray()
  domains: string[];
}
