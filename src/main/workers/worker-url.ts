import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Address of a worker entry by its name (`sketch-worker`): the TypeScript file in the source tree, the built file of
 * `out/main/workers` in the bundle, wherever the bundler put the calling code.
 */
export function workerUrl(name: string): URL {
  if (import.meta.url.endsWith('.ts')) return new URL(`./${name}.ts`, import.meta.url);
  for (const folder of ['./', './workers/', '../workers/', '../../workers/']) {
    const candidate = new URL(`${folder}${name}.js`, import.meta.url);
    if (existsSync(fileURLToPath(candidate))) return candidate;
  }
  return new URL(`./workers/${name}.js`, import.meta.url);
}
