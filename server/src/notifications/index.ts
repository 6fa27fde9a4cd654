export { type MissedAlert, type MissedCause, Missed } from './missed.js';
export { isQuiet } from './quiet.js';
export { NoticeSettingsService } from './notice-settings.js';
export { Looks } from './looks.js';
export { NotificationsModule } from './notifications.module.js';
export { alertsMade } from './notifications.events.js';
export { Reminding } from './reminding.js';
export { RequestAlerts } from './request-alerts.js';
