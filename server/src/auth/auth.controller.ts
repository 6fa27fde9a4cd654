import { Body, Controller, Ip, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiFailures, Public } from '../http/index.js';
import { RequestCodeAnswerDto, RequestCodeDto, SessionDto, VerifyCodeDto } from './auth.dto.js';
import { AuthService } from './auth.service.js';

@ApiTags('auth')
@Public()
@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('request-code')
  @ApiOperation({ summary: 'Ask for a one-time login code; it makes every earlier one invalid.' })
  @ApiCreatedResponse({ type: RequestCodeAnswerDto })
  @ApiFailures('VALIDATION', 'TOO_MANY_REQUESTS', 'UNAVAILABLE')
  requestCode(@Body() { username }: RequestCodeDto, @Ip() ip: string): Promise<RequestCodeAnswerDto> {
    return this.auth.requestCode(username, ip);
  }

  @Post('verify-code')
  @ApiOperation({
    summary: 'Trade a login code for an access token. The first login of a name makes its account.',
  })
  @ApiCreatedResponse({ type: SessionDto })
  @ApiFailures('VALIDATION', 'INVALID_CODE', 'TOO_MANY_REQUESTS', 'TOO_MANY_ATTEMPTS', 'UNAVAILABLE')
  verifyCode(@Body() body: VerifyCodeDto, @Ip() ip: string): Promise<SessionDto> {
    return this.auth.verifyCode(body, ip);
  }
}
