import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { Health } from '@chatket/contract';
import type { Response } from 'express';
import { Lifecycle } from '../common/index.js';
import { ApiFailures, LogDestination, Public, VERSION } from '../http/index.js';
import { DatabaseHealth } from '../prisma/index.js';
import { RedisLink } from '../redis/index.js';

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
  @ApiProperty({
    enum: ['up', 'down', 'off'],
    description:
      'Redis, where REDIS_URL names one. The server works without: this alone does not make it unavailable.',
  })
  redis: 'up' | 'down' | 'off';
  @ApiProperty({ description: 'The server is stopping and takes no new work.' }) draining: boolean;
  @ApiProperty({ example: 3600 }) uptimeSeconds: number;
  @ApiProperty({ example: VERSION }) version: string;
}

class LiveDto {
  @ApiProperty({ enum: ['ok'] }) status: 'ok';
}

@ApiTags('server')
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: DatabaseHealth,
    private readonly lifecycle: Lifecycle,
    private readonly log: LogDestination,
    private readonly redis: RedisLink,
  ) {}

  /**
   * Whether this process answers at all, whatever its database does: one that does not is to be started again. Also at
   * `/health/live`, for probes.
   */
  @Public()
  @Get('live')
  @ApiOkResponse({ type: LiveDto })
  @ApiFailures('INTERNAL')
  live(): LiveDto {
    return { status: 'ok' };
  }

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
      redis: this.redis.state,
      draining: this.lifecycle.isDraining,
      uptimeSeconds: Math.floor(this.lifecycle.uptimeSeconds),
      version: VERSION,
    };
  }
}
