import { createRouterClient } from '@orpc/server';
import { buildDoors } from '../../../src/main/build-doors.ts';
import { compose } from '../../../src/main/compose.ts';
import type { App } from '../../../src/main/compose.ts';
import type { Doors } from '../../../src/main/build-doors.ts';
import { silentLogger } from '../../../src/main/platform/logger.ts';
import { briefSchema } from '../../../src/shared/model/brief.ts';
import type { CallContext } from '../../../src/shared/contract/procedure.ts';

const OWNER: CallContext = { role: 'owner', caller: 'test', door: 'memory' };

/** The real services over a library, called through the contract's router. */
export async function openBoardApp(home: string, env: NodeJS.ProcessEnv = process.env) {
  const app: App = await compose({ home, log: silentLogger, env });
  const doors: Doors = buildDoors(app, home);
  await app.start();
  const api = createRouterClient(doors.router, { context: OWNER });
  return {
    app,
    api,
    async close() {
      doors.close();
      await app.close();
    },
  };
}
export type BoardApp = Awaited<ReturnType<typeof openBoardApp>>;

/** A project of two short scenes whose keyframes are drawn and that waits for approval. Gives its id and its run's. */
export async function makeBoard({ app, api }: BoardApp): Promise<{ projectId: string; runId: string }> {
  const project = app.projects.create(
    briefSchema.parse({
      name: 'Board',
      prompt: '1. A runner ties her shoes on a city street (2s)\n2. She runs across a bridge at dusk (2s)',
      duration: 5,
      aspectRatio: '16:9',
    }),
  );
  const { runId } = await api.runs.start({ projectId: project.id, qualities: ['480p'], formats: ['mp4'] });
  await app.runs.rest(runId);
  return { projectId: project.id, runId };
}
