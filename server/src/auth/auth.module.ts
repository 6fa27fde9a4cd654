import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { Config } from '../config/index.js';
import { logDestination } from '../http/index.js';
import { UsersModule } from '../users/index.js';
import { AuthController } from './auth.controller.js';
import { AuthGateway } from './auth.gateway.js';
import { AuthService } from './auth.service.js';
import { CodeAge } from './code-age.js';
import { CodeDelivery, LogCodeDelivery, ResponseCodeDelivery } from './code-delivery.js';
import { JwtGuard } from './jwt.guard.js';
import { jwtOptions } from './jwt-options.js';
import { JwtStrategy } from './jwt.strategy.js';
import { LoginCodeRepository } from './login-code.repository.js';
import { LoginThrottle } from './login-throttle.js';
import { TokenService } from './token.service.js';
import { WriteThrottleGuard } from './write-throttle.guard.js';

@Module({
  imports: [
    UsersModule,
    PassportModule,
    JwtModule.registerAsync({ inject: [Config], useFactory: jwtOptions }),
  ],
  controllers: [AuthController],
  providers: [
    AuthGateway,
    AuthService,
    CodeAge,
    JwtStrategy,
    LoginCodeRepository,
    LoginThrottle,
    TokenService,
    // In this order: who somebody is, then how much of it.
    { provide: APP_GUARD, useClass: JwtGuard },
    { provide: APP_GUARD, useClass: WriteThrottleGuard },
    {
      provide: CodeDelivery,
      inject: [Config],
      useFactory: (config: Config) =>
        config.isDemo ? new ResponseCodeDelivery() : new LogCodeDelivery(logDestination),
    },
  ],
})
export class AuthModule {}
