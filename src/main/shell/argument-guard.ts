/** Switches that hand the app to a debugger or turn its walls off. */
const REFUSED =
  /^--?(?:remote-debugging-(?:port|pipe|address|targets)|remote-allow-origins|inspect(?:-brk|-port|-publish-uid|-wait)?|debug(?:-brk|-port)?|js-flags|load-extension|no-sandbox|disable-web-security|ignore-certificate-errors|host-rules|proxy-server|renderer-cmd-prefix|utility-cmd-prefix|gpu-launcher)(?:=|$)/i;

/** SECURITY: E17. Whether a packaged app must not start with these arguments. During development everything may be looked at. */
export function isRefusedStart(argv: readonly string[], isPackaged: boolean): boolean {
  return isPackaged && argv.slice(1).some((argument) => REFUSED.test(argument));
}
