// Adds the platform packages that a partial registry mirror left out of package-lock.json, so that `npm ci` accepts the
// lockfile everywhere and installs the right binary on each system. Run after every `npm install`.
// node scripts/complete-lockfile.mjs [--check]
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'aix', 'sunos', 'netbsd', 'openbsd'];
const PROCESSORS = ['arm64', 'arm', 'x64', 'ia32', 'riscv64', 'ppc64', 's390x', 'loong64', 'mips64el', 'wasm32'];

/** `linux-x64-musl` → what npm needs to know whether the package is for this machine. */
function platformOf(name) {
  const words = name.split('/').pop().split('-');
  const system = SYSTEMS.find((word) => words.includes(word));
  const processor = words.includes('universal')
    ? undefined
    : PROCESSORS.find((word) => words.some((part) => part === word || (word === 'arm' && part.startsWith('armv'))));
  const libc =
    system === 'linux'
      ? words.some((word) => word.startsWith('musl'))
        ? 'musl'
        : words.some((word) => word.startsWith('gnu'))
          ? 'glibc'
          : undefined
      : undefined;
  if (system === undefined && processor === undefined) return undefined;
  return {
    ...(processor ? { cpu: [processor] } : {}),
    ...(libc ? { libc: [libc] } : {}),
    ...(system ? { os: [system] } : {}),
  };
}

/** Where Node would look for `name` from the package at `from`. */
function isFound(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === '' || !folder.includes('/node_modules/')) return lock.packages[`node_modules/${name}`] !== undefined;
  }
}

let added = 0;
for (const [from, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const platform = platformOf(name);
    if (platform === undefined || isFound(from, name) || !/^\d/.test(version)) continue;
    lock.packages[`node_modules/${name}`] = {
      version,
      ...platform,
      optional: true,
      ...(entry.dev ? { dev: true } : {}),
    };
    added += 1;
  }
}
if (process.argv.includes('--check')) {
  process.stdout.write(`${added} platform packages missing from the lockfile\n`);
  process.exit(added === 0 ? 0 : 1);
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} platform packages added\n`);
