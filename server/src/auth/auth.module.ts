import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { Config } from '../config/index.js';
import { LogDestination, logDestination } from '../http/index.js';
import { JobsModule } from '../jobs/index.js';
import { UsersModule } from '../users/index.js';
import { AuthController } from './auth.controller.js';
import { AuthGateway } from './auth.gateway.js';
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
import { OneTimeCodes } from './codes/one-time-codes.js';
import { CodeMails, MailCodeDelivery } from './mail/code-mails.js';
import { EmailController } from './mail/email.controller.js';
import { MailLogin } from './mail/mail-login.js';
import { Mailer, SmtpMailer } from './mail/mailer.js';
import { MyEmails } from './mail/my-emails.js';
import { UserEmailRepository } from './mail/user-email.repository.js';
import { Ended } from './sessions/ended.js';
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
  imports: [JobsModule, UsersModule, JwtModule.registerAsync({ inject: [Config], useFactory: jwtOptions })],
  controllers: [AuthController, EmailController, SessionsController, UpgradeController],
  providers: [
    AuthGateway,
    AuthService,
    CodeAge,
    CodeMails,
    Ended,
    Identities,
    IdentityRepository,
    LivingSockets,
    LoginCodeRepository,
    LoginThrottle,
    MailLogin,
    MyEmails,
    OneTimeCodes,
    Revocations,
    SessionRepository,
    SessionSweep,
    Sessions,
    TokenService,
    UserEmailRepository,
    { provide: Mailer, useClass: SmtpMailer },
    { provide: LogDestination, useValue: logDestination },
    { provide: Throttles, useClass: MemoryThrottles },
    // In this order: who somebody is, what a guest is let to, then how much of it.
    { provide: APP_GUARD, useClass: JwtGuard },
    { provide: APP_GUARD, useClass: GuestGuard },
    { provide: APP_GUARD, useClass: WriteThrottleGuard },
    {
      provide: CodeDelivery,
      inject: [Config, CodeMails],
      useFactory: (config: Config, mails: CodeMails) =>
        config.isDemo
          ? new ResponseCodeDelivery()
          : config.get('CODE_DELIVERY') === 'mail'
            ? new MailCodeDelivery(mails)
            : new LogCodeDelivery(logDestination),
    },
  ],
  exports: [Sessions, Throttles],
})
export class AuthModule {}
