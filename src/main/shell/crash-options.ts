import type { CrashReporterStartOptions } from 'electron';

/** SECURITY: E13. Crashes stay on this machine: nothing is sent, and nothing that a person wrote is added to them. */
export const CRASH_OPTIONS: Readonly<CrashReporterStartOptions> = Object.freeze({
  uploadToServer: false,
  ignoreSystemCrashHandler: true,
  compress: true,
});
