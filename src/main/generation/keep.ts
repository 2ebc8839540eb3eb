import type { GenerationDeps } from './generation-deps.ts';

/** Moves a provider's output into the content store and gives what a step remembers of it. */
export async function keep(
  deps: Pick<GenerationDeps, 'store'>,
  path: string,
): Promise<{ sha256: string; bytes: number }> {
  const { sha256, bytes } = await deps.store.adoptFile(path);
  return { sha256, bytes };
}
