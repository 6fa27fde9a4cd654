import type { PresencePing } from '@chatket/contract';
import { IsOptional, IsUUID } from 'class-validator';

export class PresencePingDto implements PresencePing {
  @IsOptional()
  @IsUUID('all', { message: 'must be a UUID' })
  roomId?: string;
}
