import { runQuietly } from './run.mjs';
import { say } from './say.mjs';

const has = (program) => !runQuietly(program, ['--version'], { timeout: 15_000 }).missing;

/** The system's package manager where this user may use it: how to install, and what a person would type. */
export function packageManager() {
  const root = process.getuid?.() === 0;
  const managers = [
    {
      name: 'apt-get',
      install: (pkg) => [
        ['apt-get', ['update', '-qq']],
        ['apt-get', ['install', '-y', '-qq', '--no-install-recommends', pkg]],
      ],
      needsRoot: true,
    },
    { name: 'dnf', install: (pkg) => [['dnf', ['install', '-y', pkg]]], needsRoot: true },
    { name: 'pacman', install: (pkg) => [['pacman', ['-Sy', '--noconfirm', pkg]]], needsRoot: true },
    { name: 'apk', install: (pkg) => [['apk', ['add', pkg]]], needsRoot: true },
    { name: 'brew', install: (pkg) => [['brew', ['install', pkg]]], needsRoot: false },
    {
      name: 'winget',
      install: (pkg) => [['winget', ['install', '-e', '--accept-source-agreements', pkg]]],
      needsRoot: false,
    },
  ];
  const manager = managers.find(({ name }) => has(name));
  if (!manager) return undefined;
  return {
    name: manager.name,
    allowed: root || !manager.needsRoot,
    command: (pkg) =>
      `${manager.needsRoot && root !== true ? 'sudo ' : ''}${manager
        .install(pkg)
        .map(([p, a]) => [p, ...a].join(' '))
        .join(' && ')}`,
    install(pkg) {
      say(`installing ${pkg} with ${manager.name} (once)`);
      let last = { ok: false, tail: '' };
      for (const [program, args] of manager.install(pkg)) {
        last = runQuietly(program, args, {
          env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
          timeout: 20 * 60_000,
        });
      }
      return last;
    },
  };
}
