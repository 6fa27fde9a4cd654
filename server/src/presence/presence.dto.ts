import type { PresencePing } from '@chatket/contract';
import { IsOptional } from 'class-validator';
import { IsId } from '../common/index.js';

export class PresencePingDto implements PresencePing {
  @IsOptional()
  @IsId()
  roomId?: string;
}
