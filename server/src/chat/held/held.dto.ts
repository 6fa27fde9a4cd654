import { CLIENT_MSG_ID_PATTERN, HELD_OUTCOMES, type HeldMessage, type HeldOutcome } from '@chatket/contract';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { IsId } from '../../common/index.js';
import { UserRefDto } from '../../users/index.js';

export class HeldRoomDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class HeldTargetDto extends HeldRoomDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  heldId: string;
}

export class HeldKeyDto extends HeldRoomDto {
  @ApiProperty({ description: 'The key under which it was sent.' })
  @Matches(CLIENT_MSG_ID_PATTERN, { message: 'must be 8 to 64 characters of A-Z, a-z, 0-9, _ and -' })
  clientMsgId: string;
}

export class HeldOutcomeDto {
  @ApiProperty({ enum: HELD_OUTCOMES, description: 'Let into the room as its author’s, or not.' })
  @IsIn(HELD_OUTCOMES, { message: `must be one of ${HELD_OUTCOMES.join(', ')}` })
  outcome: HeldOutcome;
}

export class HeldMessageDto implements HeldMessage {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) roomId: string;
  @ApiProperty({ type: UserRefDto }) sender: UserRefDto;
  @ApiProperty() text: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ description: 'Of the rule that it met.' }) pattern: string;
}
