import { Module } from '@nestjs/common';
import { PublicConfigController } from './public-config.controller.js';
import { ServerSettingsController } from './server-settings.controller.js';
import { ServerSettingsRepository } from './server-settings.repository.js';
import { ServerSettings } from './server-settings.service.js';

/** What those who run the server have set, and what of it everybody is told. */
@Module({
  controllers: [PublicConfigController, ServerSettingsController],
  providers: [ServerSettings, ServerSettingsRepository],
  exports: [ServerSettings],
})
export class ServerSettingsModule {}
