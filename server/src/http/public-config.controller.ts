import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { PublicConfig } from '@chatket/contract';
import { Config } from '../config/index.js';
import { Public } from './actor.js';
import { ApiFailures } from './rest-error.dto.js';
import { VERSION } from './version.js';

class PublicConfigDto implements PublicConfig {
  @ApiProperty({ example: VERSION }) version: string;
  @ApiProperty({ enum: ['response', 'log'], example: 'response' }) codeDelivery: 'response' | 'log';
  @ApiProperty({ description: 'Codes are shown to whoever asks: anybody can log in as anybody.' })
  demo: boolean;
  @ApiProperty({ description: 'Whether owners may make links that let people in with a name only.' })
  guestLinks: boolean;
}

@ApiTags('server')
@Controller('config')
export class PublicConfigController {
  constructor(private readonly config: Config) {}

  /** What a client may know before anybody has logged in. */
  @Public()
  @Get()
  @ApiOkResponse({ type: PublicConfigDto })
  @ApiFailures('INTERNAL')
  read(): PublicConfigDto {
    return {
      version: VERSION,
      codeDelivery: this.config.get('CODE_DELIVERY'),
      demo: this.config.isDemo,
      guestLinks: this.config.hasGuestLinks,
    };
  }
}
