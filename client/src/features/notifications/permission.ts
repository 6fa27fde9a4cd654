export type Permission = NotificationPermission | 'unsupported';

/** Whether this browser lets the page show notifications. */
export function permissionNow(): Permission {
  return 'Notification' in window ? Notification.permission : 'unsupported';
}

/** Asks the person, once; what was answered before is not asked again. */
export async function askPermission(): Promise<Permission> {
  if (permissionNow() !== 'default') return permissionNow();
  return Notification.requestPermission();
}
