// Packages the built app (`npm run build` first): macOS, Windows, Linux. Checked by tests/integration/package-config.test.ts.
import { fusesFor } from './scripts/lib/fuses.mjs';

/** @type {import('electron-builder').Configuration} */
// oxlint-disable-next-line import/no-default-export -- the packager reads it
export default {
  appId: 'com.framewright.desktop',
  productName: 'Framewright',
  copyright: 'Copyright © 2026 Framewright',
  directories: { output: 'dist', buildResources: 'resources/icons' },
  files: [
    'out/**',
    'resources/**',
    // The sample of the first start.
    'examples/**',
    'package.json',
    '!**/*.map',
    '!node_modules/**/{test,tests,example,examples,docs}/**',
    '!node_modules/**/*.{md,ts,flow}',
  ],
  asar: true,
  // Programs and what native code opens by itself: neither knows of an archive.
  asarUnpack: [
    'node_modules/better-sqlite3/**',
    'node_modules/@napi-rs/**',
    'node_modules/ffmpeg-static/**',
    'node_modules/@ffprobe-installer/**',
    'node_modules/@expo-google-fonts/**',
  ],
  // Node-API modules with prebuilds: nothing is compiled for Electron.
  npmRebuild: false,
  buildDependenciesFromSource: false,
  electronLanguages: ['en', 'en-US', 'th'],
  // No updater is shipped, so no address to ask is written into the app (E14).
  publish: null,
  afterPack: (context) => context.packager.addElectronFuses(context, fusesFor(context.electronPlatformName)),
  protocols: [{ name: 'Framewright', schemes: ['framewright'] }],
  mac: {
    category: 'public.app-category.video',
    icon: 'resources/icons/icon.icns',
    target: [{ target: 'dmg', arch: ['arm64', 'x64'] }],
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'resources/entitlements.mac.plist',
    entitlementsInherit: 'resources/entitlements.mac.plist',
    minimumSystemVersion: '13.0',
    extendInfo: { NSHighResolutionCapable: true, LSApplicationCategoryType: 'public.app-category.video' },
  },
  win: {
    icon: 'resources/icons/icon.ico',
    target: [{ target: 'nsis', arch: ['x64'] }],
  },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  linux: {
    icon: 'resources/icons',
    category: 'AudioVideo',
    synopsis: 'From a creative brief to a finished video',
    maintainer: 'Framewright',
    // SECURITY: E2. The deb brings its own AppArmor profile, so that the sandbox works on current Ubuntu. No AppImage: its
    // launcher turns the sandbox off where user namespaces are not allowed.
    target: [
      { target: 'deb', arch: ['x64'] },
      { target: 'tar.gz', arch: ['x64'] },
    ],
    executableName: 'framewright-desktop',
  },
};
