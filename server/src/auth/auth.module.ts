import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { Config } from '../config/index.js';
import { logDestination } from '../http/index.js';
import { ServerSettingsModule } from '../server-settings/index.js';
import { UsersModule } from '../users/index.js';
import { ApiTokenRepository } from './api-tokens/api-token.repository.js';
import { ApiTokensController } from './api-tokens/api-tokens.controller.js';
import { ApiTokens } from './api-tokens/api-tokens.js';
import { ScopeGuard } from './api-tokens/scope.guard.js';
import { AuthController } from './auth.controller.js';
import { AuthGateway } from './auth.gateway.js';
import { AuthMethods } from './auth-methods.js';
import { ChallengeRepository } from './challenges/challenge.repository.js';
import { LoginTriesRepository } from './login-tries.repository.js';
import { PasswordRepository } from './passwords/password.repository.js';
import { PasswordsController } from './passwords/passwords.controller.js';
import { Passwords } from './passwords/passwords.service.js';
import { FactorGate } from './second-factor/factor-gate.js';
import { FactorProof } from './second-factor/factor-proof.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { SecondFactors } from './second-factor/second-factor.service.js';
import { TotpRepository } from './second-factor/totp.repository.js';
import { AuthService } from './auth.service.js';
import { GuestGuard } from './guest.guard.js';
import { UpgradeController } from './upgrade.controller.js';
import { CodeAge } from './codes/code-age.js';
import { CodeDelivery, LogCodeDelivery, ResponseCodeDelivery } from './codes/code-delivery.js';
import { JwtGuard } from './sessions/jwt.guard.js';
import { jwtOptions } from './sessions/jwt-options.js';
import { LoginCodeRepository } from './codes/login-code.repository.js';
import { LoginThrottle } from './codes/login-throttle.js';
import { MemoryThrottles } from './memory.throttles.js';
import { Ended } from './sessions/ended.js';
import { FileLogins } from './sessions/file-logins.js';
import { Identities } from './sessions/identities.js';
import { IdentityRepository } from './sessions/identity.repository.js';
import { LivingSockets } from './sessions/living-sockets.js';
import { Revocations } from './sessions/revocations.js';
import { SessionRepository } from './sessions/session.repository.js';
import { SessionSweep } from './sessions/session-sweep.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { Sessions } from './sessions/sessions.service.js';
import { TokenService } from './sessions/token.service.js';
import { Throttles } from './throttle.js';
import { WriteThrottleGuard } from './write-throttle.guard.js';

@Module({
  imports: [
    ServerSettingsModule,
    UsersModule,
    JwtModule.registerAsync({ inject: [Config], useFactory: jwtOptions }),
  ],
  controllers: [
    ApiTokensController,
    AuthController,
    PasswordsController,
    SecondFactorController,
    SessionsController,
    UpgradeController,
  ],
  providers: [
    ApiTokenRepository,
    ApiTokens,
    AuthGateway,
    AuthMethods,
    AuthService,
    ChallengeRepository,
    CodeAge,
    Ended,
    FactorGate,
    FactorProof,
    FileLogins,
    Identities,
    IdentityRepository,
    LivingSockets,
    LoginCodeRepository,
    LoginThrottle,
    LoginTriesRepository,
    PasswordRepository,
    Passwords,
    Revocations,
    SecondFactors,
    SessionRepository,
    SessionSweep,
    Sessions,
    TokenService,
    TotpRepository,
    { provide: Throttles, useClass: MemoryThrottles },
    // In this order: who somebody is, what a program and a guest are let to, then how much of it.
    { provide: APP_GUARD, useClass: JwtGuard },
    { provide: APP_GUARD, useClass: ScopeGuard },
    { provide: APP_GUARD, useClass: GuestGuard },
    { provide: APP_GUARD, useClass: WriteThrottleGuard },
    {
      provide: CodeDelivery,
      inject: [Config],
      useFactory: (config: Config) =>
        config.isDemo ? new ResponseCodeDelivery() : new LogCodeDelivery(logDestination),
    },
  ],
  exports: [ApiTokens, FileLogins, Revocations, Sessions, Throttles],
})
export class AuthModule {}
