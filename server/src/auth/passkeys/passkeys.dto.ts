import {
  type AddPasskeyBody,
  LIMITS,
  type MadeCredential,
  type Passkey,
  type PasskeyChallenge,
  type PasskeyLoginBody,
  type ShownCredential,
} from '@chatket/contract';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { IsId, IsReadableText, MayBeAbsent, ObjectOf, oneLine } from '../../common/index.js';
import { KeepInCookie } from '../auth.dto.js';

/** Of WebAuthn: 1023 bytes. */
const ID_MAX = 1_364;
const BYTES_MAX = 16_384;
const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];

/** Bytes as base64url. */
function IsBytes(max = BYTES_MAX): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ description: 'Base64url.' }),
    Matches(/^[\w-]+$/, { message: 'must be base64url' }),
    MaxLength(max),
    IsString(),
  );
}

class MadeResponseDto {
  @IsBytes() clientDataJSON: string;
  @IsBytes() attestationObject: string;

  @ApiPropertyOptional({ enum: TRANSPORTS, isArray: true })
  @MayBeAbsent()
  @IsIn(TRANSPORTS, { each: true, message: `must be of ${TRANSPORTS.join(', ')}` })
  @ArrayMaxSize(TRANSPORTS.length)
  @IsArray()
  transports?: string[];
}

class MadeCredentialDto implements MadeCredential {
  @IsBytes(ID_MAX) id: string;

  @ApiProperty({ type: MadeResponseDto })
  @ObjectOf(MadeResponseDto)
  response: MadeResponseDto;
}

class ShownResponseDto {
  @IsBytes() clientDataJSON: string;
  @IsBytes() authenticatorData: string;
  @IsBytes() signature: string;

  @ApiPropertyOptional({ description: 'Base64url.' })
  @MayBeAbsent()
  @IsBytes(ID_MAX)
  userHandle?: string;
}

class ShownCredentialDto implements ShownCredential {
  @IsBytes(ID_MAX) id: string;

  @ApiProperty({ type: ShownResponseDto })
  @ObjectOf(ShownResponseDto)
  response: ShownResponseDto;
}

export class AddPasskeyDto implements AddPasskeyBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  challengeId: string;

  @ApiProperty({ example: 'Chrome on Windows', maxLength: LIMITS.passkeyNameMax })
  @Transform(oneLine)
  @IsReadableText(LIMITS.passkeyNameMax)
  name: string;

  @ApiProperty({
    type: MadeCredentialDto,
    description: 'As `navigator.credentials.create` gave it, in JSON.',
  })
  @ObjectOf(MadeCredentialDto)
  credential: MadeCredentialDto;
}

export class PasskeyLoginDto implements PasskeyLoginBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  challengeId: string;

  @ApiProperty({ type: ShownCredentialDto, description: 'As `navigator.credentials.get` gave it, in JSON.' })
  @ObjectOf(ShownCredentialDto)
  credential: ShownCredentialDto;

  @KeepInCookie()
  session?: 'cookie';
}

export class PasskeyChallengeDto implements PasskeyChallenge {
  @ApiProperty({ format: 'uuid' }) challengeId: string;
  @ApiProperty({
    type: Object,
    description: 'What `navigator.credentials` is asked, in the JSON of WebAuthn.',
  })
  options: object;
  @ApiProperty({ example: 300_000, description: 'How long the answer is waited for.' }) forMs: number;
}

export class PasskeyDto implements Passkey {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'On several devices, by a service that keeps it.' }) isSynced: boolean;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ format: 'date-time', type: String, nullable: true }) usedAt: string | null;
}

export class PasskeyIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  passkeyId: string;
}
