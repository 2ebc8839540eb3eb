// What CI runs, for a developer's hand: `npm run check` is `npm test`.
import { spawnSync } from 'node:child_process';

process.exit(
  spawnSync(process.execPath, ['scripts/setup.mjs', 'test', ...process.argv.slice(2)], { stdio: 'inherit' }).status ??
    1,
);
