import {
  type Handoff,
  type HandoffApproval,
  type HandoffClaim,
  type HandoffFinish,
  type HandoffLook,
  type HandoffTokenBody,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { IsId } from '../../common/index.js';
import { KeepInCookie } from '../auth.dto.js';

/** An id, a dot, and a secret. */
const KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[\w-]{32}$/;

export class HandoffIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  handoffId: string;
}

export class HandoffDto implements Handoff {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'The other device opens `/device#` and this.' }) token: string;
  @ApiProperty({ example: 120_000 }) forMs: number;
}

export class HandoffStateDto {
  @ApiProperty({ enum: ['offered', 'asked', 'approved'] }) state: 'offered' | 'asked' | 'approved';
  @ApiPropertyOptional({ description: 'What the device that asks calls itself.' }) agent?: string;
  @ApiPropertyOptional({ example: '192.0.2.7' }) network?: string;
}

export class HandoffApprovalDto implements HandoffApproval {
  @ApiProperty({ example: '42', description: 'What the device that asks shows.' })
  @Matches(/^\d{2}$/, { message: 'must be two digits' })
  number: string;
}

export class HandoffTokenDto implements HandoffTokenBody {
  @ApiProperty()
  @Matches(KEY, { message: 'must be the token of a hand-off' })
  token: string;
}

export class HandoffLookDto implements HandoffLook {
  @ApiProperty({ example: 'alice' }) username: string;
}

export class HandoffClaimDto implements HandoffClaim {
  @ApiProperty({ description: 'For `POST /auth/handoff/finish`.' }) claim: string;
  @ApiProperty({ example: '42' }) number: string;
  @ApiProperty({ example: 90_000 }) forMs: number;
}

export class HandoffFinishDto implements HandoffFinish {
  @ApiProperty()
  @Matches(KEY, { message: 'must be the claim of a hand-off' })
  claim: string;

  @KeepInCookie()
  session?: 'cookie';
}
