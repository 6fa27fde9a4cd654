import type { RemindBody } from '@chatket/contract';
import { ApiProperty } from '@nestjs/swagger';
import { IsId, IsMoment } from '../common/index.js';

export class RemindIdDto {
  @ApiProperty({ format: 'uuid', description: 'Of the message.' })
  @IsId()
  id: string;
}

export class RemindBodyDto implements RemindBody {
  @ApiProperty({ format: 'date-time', description: 'Within the next 366 days.' })
  @IsMoment()
  at: string;
}
