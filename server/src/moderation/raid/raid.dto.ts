import type { RaidBody, RaidMode } from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { IsId } from '../../common/index.js';

export class RaidRoomDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class RaidBodyDto implements RaidBody {
  @ApiProperty()
  @IsBoolean({ message: 'must be true or false' })
  on: boolean;
}

export class RaidModeDto implements RaidMode {
  @ApiProperty() isOn: boolean;
  @ApiPropertyOptional({ format: 'date-time' }) since?: string;
}
