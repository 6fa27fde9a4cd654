import type { LineChange, MemberChange, PinLine, RoomProfile } from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { UserRefDto } from '../../users/index.js';

/** What the documentation says of a line. */
export class LineDto {
  @ApiProperty({ example: 19 }) seq: number;
  @ApiProperty({ enum: ['member', 'room', 'pin'] }) kind: LineChange['kind'];
  @ApiProperty({ type: String, example: 'role' }) what: LineChange['what'];
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiPropertyOptional({ type: UserRefDto }) by?: UserRefDto;
  @ApiPropertyOptional({ type: UserRefDto, description: 'Whom it is about; of members.' }) user?: UserRefDto;
  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    description: 'What they are from then on; null for who is no member any more.',
  })
  role?: MemberChange['role'];
  @ApiPropertyOptional({ format: 'uuid', description: 'The message that was pinned.' })
  messageId?: PinLine['messageId'];
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'The room as it is now.' })
  room?: RoomProfile;
}
