// SECURITY: E9. Switches burnt into the packaged program; every one that there is has a decided value.
import { FuseV1Options, FuseVersion } from '@electron/fuses';

/** The fuse wire for a platform. Asar integrity exists on macOS and Windows only (E10). */
export function fusesFor(platform) {
  return {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: platform === 'darwin',
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: platform !== 'linux',
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    // No snapshot of our own is shipped.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    // Off would make WebAssembly slow.
    [FuseV1Options.WasmTrapHandlers]: true,
  };
}
