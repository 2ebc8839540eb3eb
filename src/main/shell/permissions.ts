import type { Session } from 'electron';
import { isAppUrl } from './app-url.ts';

/** SECURITY: E7. What our page may ask for; every other name is refused. */
export const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen']);

/** Whether a page at `address` gets a permission. */
export function isPermitted(permission: string, address: string): boolean {
  return ALLOWED_PERMISSIONS.has(permission) && isAppUrl(address.endsWith('/') ? address : `${address}/`);
}

/** Sets every handler there is: without one, everything is allowed. */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(isPermitted(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isPermitted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
}
