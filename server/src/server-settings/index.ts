export { ServerSettings } from './server-settings.service.js';
export { ServerSettingsModule } from './server-settings.module.js';
