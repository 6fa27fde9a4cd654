import {
  REGISTRATIONS,
  type Registration,
  SERVER_SETTINGS_LIMITS,
  type ServerSettings,
  type ServerSettingsChange,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, Matches } from 'class-validator';
import { IsEmoji, IsReadableText, MayBeAbsent, MayBeNull, oneLine } from '../common/index.js';

/** Labels of letters, digits and hyphens with dots between them. */
const DOMAIN = /^(?=.{4,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/i;

export class ServerSettingsChangeDto implements ServerSettingsChange {
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

  @ApiPropertyOptional({
    description: 'Links have previews: this server asks the pages. Left out: as it is.',
  })
  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  linkPreviews?: boolean;
}

/** What is set. */
export class ServerSettingsDto
  extends OmitType(ServerSettingsChangeDto, ['linkPreviews'])
  implements ServerSettings
{
  @ApiProperty() linkPreviews: boolean;
}
