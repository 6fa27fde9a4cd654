import type { Block } from '@chatket/contract';
import { ApiProperty } from '@nestjs/swagger';
import { IsId } from '../common/index.js';
import { UserRefDto } from '../users/index.js';

export class BlockedIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class BlockDto implements Block {
  @ApiProperty({ type: UserRefDto }) user: UserRefDto;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}
