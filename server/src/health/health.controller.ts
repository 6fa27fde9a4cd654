import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { Health } from '@chatket/contract';
import type { Response } from 'express';
import { Lifecycle } from '../common/index.js';
import { LogDestination, Public, VERSION } from '../http/index.js';
import { DatabaseHealth } from '../prisma/index.js';

class HealthDto implements Health {
  @ApiProperty({ enum: ['ok', 'unavailable'] }) status: 'ok' | 'unavailable';
  @ApiProperty({
    enum: ['up', 'refusing', 'down'],
    description: 'up: takes writes. refusing: answers, yet takes none. down: does not answer.',
  })
  database: 'up' | 'refusing' | 'down';
  @ApiProperty({
    enum: ['up', 'down'],
    description:
      'Whether the server can write its log. It works without: this alone does not make it unavailable.',
  })
  log: 'up' | 'down';
  @ApiProperty({ description: 'The server is stopping and takes no new work.' }) draining: boolean;
  @ApiProperty({ example: 3600 }) uptimeSeconds: number;
  @ApiProperty({ example: VERSION }) version: string;
}

@ApiTags('server')
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: DatabaseHealth,
    private readonly lifecycle: Lifecycle,
    private readonly log: LogDestination,
  ) {}

  /** Whether this server can work: it writes to the database. Also at `/health`, for probes. */
  @Public()
  @Get()
  @ApiOkResponse({ type: HealthDto })
  @ApiServiceUnavailableResponse({ type: HealthDto })
  async read(@Res({ passthrough: true }) response: Response): Promise<HealthDto> {
    const database = await this.database.state();
    const isHealthy = database === 'up' && !this.lifecycle.isDraining;
    response.status(isHealthy ? 200 : 503);
    return {
      status: isHealthy ? 'ok' : 'unavailable',
      database,
      log: this.log.isWritable() ? 'up' : 'down',
      draining: this.lifecycle.isDraining,
      uptimeSeconds: Math.floor(this.lifecycle.uptimeSeconds),
      version: VERSION,
    };
  }
}
