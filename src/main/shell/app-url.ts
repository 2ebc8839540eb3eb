/** Where the page lives in the desktop app. */
export const APP_SCHEME = 'fw-app';
export const MEDIA_SCHEME = 'fw-media';
export const APP_ORIGIN = `${APP_SCHEME}://app`;
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

/**
 * SECURITY: E5, E6, E8. Whether an address is one of our page. Node gives schemes of our own the origin `null`, so its parts
 * are compared; a user name, a port or another spelling of the host makes it foreign.
 */
export function isAppUrl(address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  return (
    url.protocol === `${APP_SCHEME}:` &&
    url.host === 'app' &&
    url.username === '' &&
    url.password === '' &&
    address.toLowerCase().startsWith(`${APP_ORIGIN}/`)
  );
}

/** Whether a link may be handed to the system's browser: the manual of the product and nothing else. */
export function isExternalAllowed(address: string): boolean {
  try {
    const url = new URL(address);
    return url.protocol === 'https:' && url.username === '' && ALLOWED_HOSTS.has(url.host);
  } catch {
    return false;
  }
}

/** No page of ours links outside yet. */
const ALLOWED_HOSTS: ReadonlySet<string> = new Set();
