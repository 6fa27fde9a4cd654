import type { MessagePinning } from '@chatket/contract';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { IsId } from '../common/index.js';

export class MessagePinningDto implements MessagePinning {
  @IsId()
  roomId: string;

  @IsId()
  messageId: string;

  @IsBoolean({ message: 'must be true or false' })
  on: boolean;
}

export class PinsRoomDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}
