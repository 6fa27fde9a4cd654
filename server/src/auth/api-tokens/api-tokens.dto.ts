import {
  type ApiToken,
  type CreateApiToken,
  type NewApiToken,
  TOKEN_LIMITS,
  TOKEN_SCOPES,
  type TokenScope,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { IsId, IsReadableText, MayBeAbsent, oneLine } from '../../common/index.js';

export class TokenIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  tokenId: string;
}

export class CreateApiTokenDto implements CreateApiToken {
  @ApiProperty({ example: 'The weather on my desk', maxLength: TOKEN_LIMITS.nameMax })
  @Transform(oneLine)
  @IsReadableText(TOKEN_LIMITS.nameMax)
  name: string;

  @ApiProperty({
    enum: TOKEN_SCOPES,
    description: '`read` looks and listens, `write` also says and changes.',
  })
  @IsIn(TOKEN_SCOPES, { message: `must be one of ${TOKEN_SCOPES.join(', ')}` })
  scope: TokenScope;

  @ApiPropertyOptional({ description: 'For how many days it counts; missing: until it is taken back.' })
  @MayBeAbsent()
  @Min(1)
  @Max(TOKEN_LIMITS.daysMax)
  @IsInt({ message: `must be a whole number from 1 to ${String(TOKEN_LIMITS.daysMax)}` })
  days?: number;
}

export class ApiTokenDto implements ApiToken {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: TOKEN_SCOPES }) scope: TokenScope;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'To within a few minutes.' }) lastSeenAt?: string;
  @ApiPropertyOptional({ format: 'date-time' }) endsAt?: string;
}

export class NewApiTokenDto extends ApiTokenDto implements NewApiToken {
  @ApiProperty({ example: `ckp_${'0'.repeat(40)}2xYzQm`, description: 'Told once.' }) token: string;
}
