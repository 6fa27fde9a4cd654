import { botNameProblem, type CreateHook, type Hook, type NewHook } from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { registerDecorator } from 'class-validator';
import { IsId, trimmed } from '../common/index.js';
import { UserRefDto } from '../users/index.js';

function IsHookName(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isHookName',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => typeof value === 'string' && botNameProblem(value) === undefined,
        defaultMessage: () =>
          'must have 3 to 28 characters of a-z, 0-9, dot, dash and underscore, and not be reserved',
      },
    });
  };
}

export class HookRoomDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class HookIdDto extends HookRoomDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  hookId: string;
}

export class CreateHookDto implements CreateHook {
  @ApiProperty({ example: 'builds', description: 'It speaks as this with `~bot` behind it.' })
  @Transform(trimmed)
  @IsHookName()
  name: string;
}

export class HookDto implements Hook {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: UserRefDto }) user: UserRefDto;
  @ApiProperty({ type: UserRefDto }) createdBy: UserRefDto;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'To within a minute.' }) lastUsedAt?: string;
  @ApiProperty({ description: 'Whether its maker may still make one, and it is still in the room.' })
  isWorking: boolean;
}

export class NewHookDto extends HookDto implements NewHook {
  @ApiProperty({
    example: '/hooks/0193f1d2-5b0a-7c11-8a4e-2f9d6c1b7e30/mB2kYH9sD0Xq3u5vWz7Aw',
    description: 'Below the address of the server. Told once: its secret is stored as a hash.',
  })
  path: string;
}
