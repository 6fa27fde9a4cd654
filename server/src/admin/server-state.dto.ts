import type { FactorsReset, FailedJob, ServerState } from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Matches } from 'class-validator';

export class FactorsResetDto implements FactorsReset {
  @ApiProperty({ description: 'Whether a second factor was asked for.' }) hadFactor: boolean;
  @ApiProperty({ type: 'integer', description: 'How many passkeys are gone.' }) passkeys: number;
  @ApiProperty({
    type: 'integer',
    description: 'How many stay, as there is no other way into the account.',
  })
  passkeysKept: number;
}

class FailedJobDto implements FailedJob {
  @ApiProperty({ example: '4711' }) id: string;
  @ApiProperty({ example: 'code-mail', description: 'What the server calls such work.' }) kind: string;
  @ApiProperty({ type: 'integer', example: 3 }) tries: number;
  @ApiProperty({ description: 'It is not tried again by itself.' }) isOver: boolean;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'When it is tried again.' }) againAt?: string;
}

class VersionsDto {
  @ApiProperty({ example: '1.0.0' }) chatket: string;
  @ApiProperty({ example: '20.20.2' }) node: string;
  @ApiProperty({ example: '18.1' }) postgres: string;
}

class JobsStateDto {
  @ApiProperty({ type: 'integer', description: 'How many are due and not done yet.' }) waiting: number;
  @ApiProperty({ type: [FailedJobDto] }) failed: FailedJobDto[];
}

export class ServerStateDto implements ServerState {
  @ApiProperty({ type: VersionsDto }) versions: VersionsDto;
  @ApiProperty({ type: 'integer', example: 3600 }) uptimeSeconds: number;
  @ApiProperty({ enum: ['up', 'refusing', 'down'] }) database: 'up' | 'refusing' | 'down';
  @ApiProperty({ enum: ['up', 'down', 'off'] }) redis: 'up' | 'down' | 'off';
  @ApiProperty({ type: JobsStateDto }) jobs: JobsStateDto;
}

export class JobIdDto {
  @ApiProperty({ example: '4711' })
  @Matches(/^[1-9]\d{0,17}$/, { message: 'must be the id of a job' })
  jobId: string;
}
