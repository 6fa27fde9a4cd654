import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FailedMail, MailKind, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../../http/index.js';
import { OutgoingMails } from './outgoing-mails.js';

class FailedMailDto implements FailedMail {
  @ApiProperty({ enum: ['code', 'notice', 'digest', 'sms'] }) kind: MailKind;
  @ApiProperty({
    example: '550',
    description: 'What the mail server answered, or why it could not be asked.',
  })
  reason: string;
  @ApiProperty({ type: 'integer', example: 1 }) tries: number;
  @ApiProperty({ description: 'It is not tried again.' }) isOver: boolean;
  @ApiProperty({ example: '2026-01-31T12:00:00.000Z' }) at: string;
}

@ApiTags('server')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'NOT_FOR_GUESTS', 'UNAVAILABLE')
@Controller('server/failed-mails')
export class FailedMailsController {
  constructor(private readonly mails: OutgoingMails) {}

  @Get()
  @ApiOperation({
    summary:
      'Mails of the last week that could not be sent, without what they say or to whom they go. Empty for whoever does not run the server.',
  })
  @ApiOkResponse({ type: [FailedMailDto] })
  list(@Actor() actor: UserRef): Promise<FailedMail[]> {
    return this.mails.listFailed(actor);
  }
}
