import type { CreateServerInviteBody, NewServerInvite, ServerInvite } from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger';
import { IsId } from '../common/index.js';
import { UserRefDto } from '../users/index.js';
import { CreateInviteDto } from './invites.dto.js';

export class ServerInviteIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  serverInviteId: string;
}

export class CreateServerInviteDto
  extends PickType(CreateInviteDto, ['expiresIn', 'maxUses'])
  implements CreateServerInviteBody {}

export class ServerInviteDto implements ServerInvite {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: UserRefDto }) createdBy: UserRefDto;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
  @ApiPropertyOptional({ type: 'integer' }) maxUses?: number;
  @ApiProperty({ type: 'integer', description: 'So many accounts were made by it.' }) uses: number;
}

export class NewServerInviteDto extends ServerInviteDto implements NewServerInvite {
  @ApiProperty({ description: 'Told once: `/invite/` and this is the link.' }) token: string;
}
