import type { PreviewShow } from '@chatket/contract';
import { IsBoolean } from 'class-validator';
import { IsId } from '../common/index.js';

export class PreviewShowDto implements PreviewShow {
  @IsId()
  roomId: string;

  @IsId()
  messageId: string;

  @IsId()
  previewId: string;

  @IsBoolean({ message: 'must be true or false' })
  on: boolean;
}
