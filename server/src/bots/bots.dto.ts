import { type Bot, botNameProblem, type CreateBot } from '@chatket/contract';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { registerDecorator } from 'class-validator';
import { IsId, trimmed } from '../common/index.js';

function IsBotName(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isBotName',
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

export class BotIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  botId: string;
}

export class BotTokenIdDto extends BotIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  tokenId: string;
}

export class CreateBotDto implements CreateBot {
  @ApiProperty({ example: 'weather', description: 'Its username is this with `~bot` behind it.' })
  @Transform(trimmed)
  @IsBotName()
  name: string;
}

export class BotDto implements Bot {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'weather~bot' }) username: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}
