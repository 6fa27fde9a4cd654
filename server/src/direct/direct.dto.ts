import { type FoundUser, LIMITS, type OpenDirectBody } from '@chatket/contract';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID } from 'class-validator';
import { IsReadableText, trimmed } from '../common/index.js';
import { UserRefDto } from '../users/index.js';

/** Somebody may be named twice, and oneself too. */
const NAMED_MAX = 2 * LIMITS.groupPeopleMax;

export class OpenDirectDto implements OpenDirectBody {
  @ApiProperty({
    type: [String],
    format: 'uuid',
    description: 'One other, or oneself, for a direct room; two to eight others for a group.',
  })
  @Transform(({ value }: { value: unknown }) =>
    Array.isArray(value)
      ? value.map((id: unknown) => (typeof id === 'string' ? id.toLowerCase() : id))
      : value,
  )
  @IsUUID('all', { each: true, message: 'must hold UUIDs' })
  @ArrayMaxSize(NAMED_MAX)
  @ArrayMinSize(1)
  @IsArray()
  userIds: string[];
}

export class FindUsersDto {
  @ApiProperty({
    example: 'ali',
    maxLength: LIMITS.userSearchMax,
    description: 'The beginning, or a part, of a name.',
  })
  @Transform(trimmed)
  @IsReadableText(LIMITS.userSearchMax)
  q: string;
}

export class FoundUserDto extends UserRefDto implements FoundUser {
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}
