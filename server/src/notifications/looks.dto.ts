import type { Look } from '@chatket/contract';
import { IsId, MayBeAbsent } from '../common/index.js';

export class LookDto implements Look {
  @MayBeAbsent()
  @IsId()
  roomId?: string;
}
