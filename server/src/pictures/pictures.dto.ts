import { ApiProperty } from '@nestjs/swagger';
import { IsId } from '../common/index.js';

export class PictureOfPersonDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  userId: string;
}
