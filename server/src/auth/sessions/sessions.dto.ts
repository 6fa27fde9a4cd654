import type { LoginMethod, LoginSession, SessionKind } from '@chatket/contract';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

const TOKEN_MAX = 4_096;

export class LoginSessionDto implements LoginSession {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: ['browser', 'token'], description: 'Kept in a cookie, or one long access token.' })
  kind: SessionKind;
  @ApiProperty({ enum: ['code', 'password', 'passkey', 'oidc', 'guest', 'token', 'setup', 'handoff'] })
  method: LoginMethod;
  @ApiProperty({ example: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' })
  agent: string;
  @ApiProperty({ example: '203.0.113.7', description: 'An IPv4 address, or the /64 of an IPv6 one.' })
  network: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ format: 'date-time', description: 'To within a few minutes.' }) lastSeenAt: string;
  @ApiProperty({ description: 'The one that asks.' }) isThis: boolean;
}

export class AuthRefreshDto {
  @IsString()
  @MaxLength(TOKEN_MAX)
  token: string;
}
