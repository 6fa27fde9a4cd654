import { withTexts } from '../../i18n';
import { later } from '../../lib';

/** What hears of what is due and of drafts elsewhere; it comes when nobody waits for it. */
export const loadFollowLater = async () => (await withTexts(import('./follow-later'))).followLater;
export const ScheduleButton = later(async () => (await withTexts(import('./ScheduleButton'))).ScheduleButton);
export const loadRemindCommand = async () => (await import('./remind-command')).remindCommand;
