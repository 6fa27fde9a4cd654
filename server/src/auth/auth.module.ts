import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { Clock } from '../common/index.js';
import { Config } from '../config/index.js';
import { RedisLink } from '../redis/index.js';
import { ServerSettingsModule } from '../server-settings/index.js';
import { LogDestination, logDestination } from '../http/index.js';
import { JobsModule } from '../jobs/index.js';
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
import { DeviceRepository } from './devices/device.repository.js';
import { KnownDevices } from './devices/known-devices.js';
import { HandoffController, MyHandoffController } from './handoff/handoff.controller.js';
import { HandoffRepository } from './handoff/handoff.repository.js';
import { Handoffs } from './handoff/handoff.service.js';
import { MyOidcIdentity } from './oidc/my-oidc-identity.js';
import { OidcAccounts } from './oidc/oidc-accounts.js';
import { OidcFlows } from './oidc/oidc-flow.js';
import { OidcLogin } from './oidc/oidc-login.js';
import { OidcLogout } from './oidc/oidc-logout.js';
import { OidcProvider } from './oidc/oidc-provider.js';
import { OidcRules } from './oidc/oidc-rules.js';
import { OidcSetup } from './oidc/oidc-setup.js';
import { OidcSite } from './oidc/oidc-site.js';
import { OidcTest } from './oidc/oidc-test.js';
import { OidcController } from './oidc/oidc.controller.js';
import { OidcRepository } from './oidc/oidc.repository.js';
import { MyPasskeys } from './passkeys/my-passkeys.js';
import { PasskeyLogin } from './passkeys/passkey-login.js';
import { PasskeyRepository } from './passkeys/passkey.repository.js';
import { PasskeysController } from './passkeys/passkeys.controller.js';
import { RelyingParties } from './passkeys/relying-party.js';
import { PasswordRepository } from './passwords/password.repository.js';
import { PasswordsController } from './passwords/passwords.controller.js';
import { Passwords } from './passwords/passwords.service.js';
import { LoginChallenge } from './proof/login-challenge.js';
import { ProofOfWork } from './proof/proof-of-work.js';
import { FactorGate } from './second-factor/factor-gate.js';
import { FactorProof } from './second-factor/factor-proof.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { SecondFactors } from './second-factor/second-factor.service.js';
import { TotpRepository } from './second-factor/totp.repository.js';
import { AuthService } from './auth.service.js';
import { GuestGuard } from './guest.guard.js';
import { UpgradeController } from './upgrade.controller.js';
import { CodeAge } from './codes/code-age.js';
import { CodeJobs } from './codes/code-jobs.js';
import { CodeDelivery, LogCodeDelivery, ResponseCodeDelivery } from './codes/code-delivery.js';
import { CodesToHandOver } from './codes/codes-to-hand-over.js';
import { CodesController } from './codes/codes.controller.js';
import { WaitingCodeRepository } from './codes/waiting-code.repository.js';
import { JwtGuard } from './sessions/jwt.guard.js';
import { jwtOptions } from './sessions/jwt-options.js';
import { LoginCodeRepository } from './codes/login-code.repository.js';
import { LoginThrottle } from './codes/login-throttle.js';
import { RedisThrottles } from './redis.throttles.js';
import { MemoryThrottles } from './memory.throttles.js';
import { OneTimeCodes } from './codes/one-time-codes.js';
import { CodeMails, MailCodeDelivery } from './mail/code-mails.js';
import { EmailController } from './mail/email.controller.js';
import { FailedMailRepository } from './mail/failed-mail.repository.js';
import { FailedMailsController } from './mail/failed-mails.controller.js';
import { MailLogin } from './mail/mail-login.js';
import { Mailer, SmtpMailer } from './mail/mailer.js';
import { NoticeMails } from './mail/notice-mails.js';
import { MyEmails } from './mail/my-emails.js';
import { OutgoingMails } from './mail/outgoing-mails.js';
import { UserEmailRepository } from './mail/user-email.repository.js';
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
import { CodeTexts, SmsCodeDelivery } from './sms/code-texts.js';
import { MyPhoneNumber } from './sms/my-phone.js';
import { PhoneController } from './sms/phone.controller.js';
import { SmsSender, WebhookSmsSender } from './sms/sms-sender.js';
import { UserPhoneRepository } from './sms/user-phone.repository.js';
import { SetupLinkRepository } from './setup/setup-link.repository.js';
import { SetupController } from './setup/setup.controller.js';
import { Setup } from './setup/setup.service.js';
import { Throttles } from './throttle.js';
import { WriteThrottleGuard } from './write-throttle.guard.js';

@Module({
  imports: [
    JobsModule,
    ServerSettingsModule,
    UsersModule,
    JwtModule.registerAsync({ inject: [Config], useFactory: jwtOptions }),
  ],
  controllers: [
    ApiTokensController,
    AuthController,
    CodesController,
    EmailController,
    FailedMailsController,
    HandoffController,
    MyHandoffController,
    OidcController,
    PasskeysController,
    PasswordsController,
    PhoneController,
    SecondFactorController,
    SessionsController,
    SetupController,
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
    CodeJobs,
    CodeMails,
    CodeTexts,
    CodesToHandOver,
    Ended,
    FactorGate,
    FactorProof,
    FailedMailRepository,
    FileLogins,
    HandoffRepository,
    Handoffs,
    Identities,
    IdentityRepository,
    LivingSockets,
    LoginCodeRepository,
    LoginThrottle,
    DeviceRepository,
    KnownDevices,
    { provide: LoginChallenge, useClass: ProofOfWork },
    LoginTriesRepository,
    MyOidcIdentity,
    MyPasskeys,
    OidcAccounts,
    OidcFlows,
    OidcLogin,
    OidcLogout,
    OidcProvider,
    OidcRepository,
    OidcRules,
    OidcSetup,
    OidcSite,
    OidcTest,
    PasskeyLogin,
    PasskeyRepository,
    PasswordRepository,
    Passwords,
    MailLogin,
    MyEmails,
    MyPhoneNumber,
    NoticeMails,
    OneTimeCodes,
    OutgoingMails,
    RelyingParties,
    Revocations,
    SecondFactors,
    SessionRepository,
    SessionSweep,
    Sessions,
    Setup,
    SetupLinkRepository,
    TokenService,
    TotpRepository,
    UserEmailRepository,
    UserPhoneRepository,
    WaitingCodeRepository,
    { provide: Mailer, useClass: SmtpMailer },
    { provide: SmsSender, useClass: WebhookSmsSender },
    { provide: LogDestination, useValue: logDestination },
    MemoryThrottles,
    {
      provide: Throttles,
      useFactory: (redis: RedisLink, here: MemoryThrottles, clock: Clock) =>
        redis.isConfigured ? new RedisThrottles(redis, here, clock) : here,
      inject: [RedisLink, MemoryThrottles, Clock],
    },
    // In this order: who somebody is, what a program and a guest are let to, then how much of it.
    { provide: APP_GUARD, useClass: JwtGuard },
    { provide: APP_GUARD, useClass: ScopeGuard },
    { provide: APP_GUARD, useClass: GuestGuard },
    { provide: APP_GUARD, useClass: WriteThrottleGuard },
    {
      provide: CodeDelivery,
      inject: [Config, CodeMails, CodeTexts, CodesToHandOver],
      useFactory: (config: Config, mails: CodeMails, texts: CodeTexts, operators: CodesToHandOver) =>
        ({
          response: () => new ResponseCodeDelivery(),
          log: () => new LogCodeDelivery(operators),
          mail: () => new MailCodeDelivery(mails),
          sms: () => new SmsCodeDelivery(texts),
        })[config.get('CODE_DELIVERY')](),
    },
  ],
  exports: [
    ApiTokens,
    AuthMethods,
    FileLogins,
    NoticeMails,
    OutgoingMails,
    Revocations,
    Sessions,
    Setup,
    Throttles,
  ],
})
export class AuthModule {}
