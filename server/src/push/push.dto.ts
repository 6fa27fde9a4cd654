import {
  PUSH_CONTENTS,
  type PushContent,
  type PushEndpoint,
  type PushKey,
  type PushOutcome,
  type PushSubscriptionBody,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { ENDPOINT_MAX } from './endpoint.js';

const KEY_MAX = 128;
const AUTH_MAX = 32;
const LANGUAGE_MAX = 8;
const OUTCOMES = ['sent', 'gone', 'refused', 'unreachable'] as const;

export class PushEndpointDto implements PushEndpoint {
  @ApiProperty({
    example: 'https://push.example/wpush/v2/abc',
    description: 'Where the push service of the browser takes messages for it.',
  })
  @MaxLength(ENDPOINT_MAX)
  @IsString()
  endpoint: string;
}

export class PushSubscriptionDto extends PushEndpointDto implements PushSubscriptionBody {
  @ApiProperty({ description: 'Public key of the browser, base64url.' })
  @MaxLength(KEY_MAX)
  @IsString()
  p256dh: string;

  @ApiProperty({ description: 'Secret of the browser, base64url.' })
  @MaxLength(AUTH_MAX)
  @IsString()
  auth: string;

  @ApiProperty({ example: 'en', description: 'Of what is shown there.' })
  @MaxLength(LANGUAGE_MAX)
  @IsString()
  language: string;
}

export class PushKeyDto implements PushKey {
  @ApiProperty({ description: 'Whether this server pushes messages to devices.' }) isOn: boolean;
  @ApiPropertyOptional({ description: 'Public key of the server, base64url.' }) key?: string;
  @ApiPropertyOptional({ enum: PUSH_CONTENTS, description: 'What of a message is pushed.' })
  content?: PushContent;
}

export class PushOutcomeDto implements PushOutcome {
  @ApiProperty({ description: 'It is the device that was named.' }) isThis: boolean;
  @ApiProperty({ enum: OUTCOMES }) outcome: (typeof OUTCOMES)[number];
  @ApiPropertyOptional({ example: 201, description: 'What the push service has answered.' }) status?: number;
}
