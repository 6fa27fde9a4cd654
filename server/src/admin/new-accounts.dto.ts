import { NEW_ACCOUNT_BOUNDS, type NewAccountLimits } from '@chatket/contract';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { MayBeNull } from '../common/index.js';

const WHOLE = { message: 'must be a whole number' };
const MUST_BE_BOOLEAN = { message: 'must be true or false' };

export class NewAccountLimitsDto implements NewAccountLimits {
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    maximum: NEW_ACCOUNT_BOUNDS.hoursMax,
    example: 24,
    description: 'For so long an account is new; 0: no account is.',
  })
  @Max(NEW_ACCOUNT_BOUNDS.hoursMax)
  @Min(0)
  @IsInt(WHOLE)
  hours: number;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: NEW_ACCOUNT_BOUNDS.messagesPerHourMax,
    example: 30,
    description: 'In all rooms together; null: as many as everybody.',
  })
  @MayBeNull()
  @Max(NEW_ACCOUNT_BOUNDS.messagesPerHourMax)
  @Min(1)
  @IsInt(WHOLE)
  messagesPerHour: number | null;

  @ApiProperty({ description: 'Whether they send links.' })
  @IsBoolean(MUST_BE_BOOLEAN)
  links: boolean;

  @ApiProperty({ description: 'Whether they write to people they share no private room with.' })
  @IsBoolean(MUST_BE_BOOLEAN)
  direct: boolean;
}
