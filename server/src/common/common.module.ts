import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from './clock.js';
import { Lifecycle } from './lifecycle.js';

@Global()
@Module({
  providers: [{ provide: Clock, useClass: SystemClock }, Lifecycle],
  exports: [Clock, Lifecycle],
})
export class CommonModule {}
