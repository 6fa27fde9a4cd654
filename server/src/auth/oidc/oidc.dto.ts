import type { ErrorCode, MyOidc, OidcRule, OidcTestResult, OidcWay } from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { IsId, MayBeAbsent } from '../../common/index.js';

const TOKEN_MAX = 16_384;

export class OidcStartDto {
  @ApiPropertyOptional({ example: '/rooms', description: 'Place in the client to go on at.' })
  @MayBeAbsent()
  @MaxLength(500)
  @IsString()
  to?: string;

  @ApiPropertyOptional({
    enum: ['true'],
    description: 'Have the provider ask who one is, whether or not it knows.',
  })
  @MayBeAbsent()
  @IsIn(['true'], { message: 'must be true' })
  fresh?: 'true';
}

export class LogoutTokenDto {
  @ApiProperty({ description: 'As the provider has signed it.' })
  @MaxLength(TOKEN_MAX)
  @IsString()
  logout_token: string;
}

export class OidcTestIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  testId: string;
}

export class OidcWayDto implements OidcWay {
  @ApiProperty({ description: 'Where the page goes on: the provider sends the browser back.' }) url: string;
}

export class MyOidcDto implements MyOidc {
  @ApiProperty({ example: 'Company login' }) name: string;
  @ApiProperty({ type: String, nullable: true, example: 'alice@example.org' }) label: string | null;
  @ApiProperty({ format: 'date-time', type: String, nullable: true }) createdAt: string | null;
  @ApiProperty({ format: 'date-time', type: String, nullable: true }) usedAt: string | null;
}

export class OidcTestResultDto implements OidcTestResult {
  @ApiPropertyOptional({ type: Object, description: 'What the provider said.' })
  claims?: Record<string, unknown>;
  @ApiProperty({ enum: ['known', 'address', 'new', 'refused'] }) rule: OidcRule;
  @ApiPropertyOptional({ description: 'Of the account that it leads to, or the name of a new one.' })
  username?: string;
  @ApiPropertyOptional({ type: String, example: 'OIDC_NOT_ALLOWED' }) why?: ErrorCode;
  @ApiPropertyOptional({ description: 'What was wrong, in the words of the protocol.' }) problem?: string;
  @ApiPropertyOptional({ description: 'What groups would make of them on the server.' }) serverRole?: number;
}
