/**
 * The process that is killed: owns the library at argv[2] and answers one JSON request per line of stdin. `ready` is its
 * first line.
 */
import { createInterface } from 'node:readline';
import { openLibrary } from '../../../src/main/library/open-library.ts';
import { createSystemClock } from '../../../src/main/platform/clock.ts';
import { newUuid } from '../../../src/main/platform/ids.ts';
import { silentLogger } from '../../../src/main/platform/logger.ts';
import { createDocumentService } from '../../../src/main/projects/document-service.ts';
import { toAppError } from '../../../src/shared/contract/errors.ts';
import { addTake } from './document-project.ts';

const [, , home = ''] = process.argv;
const clock = createSystemClock();
const library = openLibrary({ home, log: silentLogger, clock, newId: newUuid, mode: 'owner' });
const deps = { ...library, clock, newId: newUuid, personId: library.person.id };
const service = createDocumentService(deps);

const methods: Record<string, (argument: never) => unknown> = {
  load: (projectId: string) => service.load(projectId),
  applyDiff: (request: Parameters<typeof service.apply>[0]) => service.apply(request),
  history: ({ projectId, ...options }: { projectId: string; limit: number }) => service.history(projectId, options),
  pulse: (projectId: string) => service.pulse(projectId),
  addTake: (shotId: string) => addTake(deps, shotId),
};

process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, argument } = JSON.parse(line) as { id: number; method: string; argument: never };
  let answer: object;
  try {
    answer = { id, result: methods[method]?.(argument) };
  } catch (error) {
    const { code, details, message } = toAppError(error);
    answer = { id, error: { code, details, message } };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
library.close();
process.exit(0);
