export { Looks } from './looks.js';
export { NotificationsModule } from './notifications.module.js';
export { alertsMade } from './notifications.events.js';
export { Reminding } from './reminding.js';
