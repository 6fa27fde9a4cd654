import type { PresencePing } from '@chatket/contract';
import { IsId, MayBeAbsent } from '../common/index.js';

export class PresencePingDto implements PresencePing {
  @MayBeAbsent()
  @IsId()
  roomId?: string;
}
