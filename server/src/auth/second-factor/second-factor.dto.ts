import type {
  FactorCodeBody,
  NewSecondFactor,
  RecoveryCodes,
  SecondFactorBody,
  SecondFactorState,
} from '@chatket/contract';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, IsUUID, MaxLength } from 'class-validator';

const CODE_BOUND = 64;

export class FactorCodeDto implements FactorCodeBody {
  @ApiProperty({ example: '042917', description: 'Of the authenticator app, or a recovery code.' })
  @IsString()
  @MaxLength(CODE_BOUND)
  code: string;
}

export class SecondFactorDto extends FactorCodeDto implements SecondFactorBody {
  @ApiProperty({ format: 'uuid', description: 'As it came with SECOND_FACTOR.' })
  @IsUUID()
  challengeId: string;
}

export class SecondFactorStateDto implements SecondFactorState {
  @ApiProperty() isOn: boolean;
  @ApiProperty({ example: 10, description: 'Recovery codes that are not used yet.' }) recoveryLeft: number;
}

export class NewSecondFactorDto implements NewSecondFactor {
  @ApiProperty({ description: 'Base32, to be typed into an authenticator app.' }) secret: string;
  @ApiProperty({ description: 'The same as a QR code: an SVG as a `data:` address.' }) qr: string;
}

export class RecoveryCodesDto implements RecoveryCodes {
  @ApiProperty({ type: [String], example: ['k3vp-9xqm-2dwt-hn7c'], description: 'Shown once.' })
  recoveryCodes: string[];
}
