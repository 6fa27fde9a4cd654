import { ApiProperty } from '@nestjs/swagger';
import type { UserRef } from '@chatket/contract';

export class UserRefDto implements UserRef {
  @ApiProperty({ format: 'uuid', example: '0193f1d2-5b0a-7c11-8a4e-2f9d6c1b7e30' }) id: string;
  @ApiProperty({ example: 'alice' }) username: string;
}
