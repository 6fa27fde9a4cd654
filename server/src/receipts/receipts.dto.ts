import type { LastSeenAt, Privacy, PrivacyBody, WatchReceipts } from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { IsId, MayBeAbsent } from '../common/index.js';

export class WatchReceiptsDto implements WatchReceipts {
  @MayBeAbsent()
  @IsId()
  roomId?: string;
}

export class PersonInRoomDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;

  @ApiProperty({ format: 'uuid' })
  @IsId()
  userId: string;
}

export class PrivacyBodyDto implements PrivacyBody {
  @ApiPropertyOptional({ description: 'Nobody is told up to where I have read, and I of nobody.' })
  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  hidesReads?: boolean;

  @ApiPropertyOptional({ description: 'Nobody is told when I was last there, and I of nobody.' })
  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  hidesLastSeen?: boolean;

  @ApiPropertyOptional({ description: 'I look offline to all others. This alone holds one way.' })
  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  isInvisible?: boolean;

  @ApiPropertyOptional({
    description: 'I look away to all others, even while I am there. It holds one way, too.',
  })
  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  looksAway?: boolean;
}

export class PrivacyDto implements Privacy {
  @ApiProperty() hidesReads: boolean;
  @ApiProperty() hidesLastSeen: boolean;
  @ApiProperty() isInvisible: boolean;
  @ApiProperty() looksAway: boolean;
}

export class LastSeenAtDto implements LastSeenAt {
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Missing where nobody is to know it, or I do not tell mine.',
  })
  at?: string;
}
