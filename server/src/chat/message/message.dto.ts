import { ApiProperty } from '@nestjs/swagger';
import type { Message } from '@chatket/contract';
import { UserRefDto } from '../../users/index.js';

export class MessageDto implements Message {
  @ApiProperty({ format: 'uuid' }) messageId: string;
  @ApiProperty({ format: 'uuid' }) roomId: string;
  @ApiProperty({ example: 17, description: 'Position in the room.' }) seq: number;
  @ApiProperty({ example: 'Coffee is ready.' }) text: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: UserRefDto }) sender: UserRefDto;
  @ApiProperty({ example: 'c0ffee-0001' }) clientMsgId: string;
}
