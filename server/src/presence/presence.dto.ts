import type { PresencePing } from '@chatket/contract';
import { IsBoolean } from 'class-validator';
import { IsId, MayBeAbsent } from '../common/index.js';

export class PresencePingDto implements PresencePing {
  @MayBeAbsent()
  @IsId()
  roomId?: string;

  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  isIdle?: boolean;
}
