/**
 * A process that opens the library at argv[2] in mode argv[3], says on one line what came of it, and keeps it until its
 * stdin closes or it is killed.
 */
import { openLibrary } from '../../../src/main/library/open-library.ts';
import { createSystemClock } from '../../../src/main/platform/clock.ts';
import { newUuid } from '../../../src/main/platform/ids.ts';
import { silentLogger } from '../../../src/main/platform/logger.ts';

const [, , home = '', mode = 'owner'] = process.argv;

function open(): { answer: object; close?: () => void } {
  try {
    const options = { home, log: silentLogger, clock: createSystemClock(), newId: newUuid };
    const library = openLibrary({ ...options, mode: mode === 'reader' ? 'reader' : 'owner' });
    return {
      answer: { opened: true, fence: library.lease?.fence ?? null, keys: library.repos.settings.listKeys() },
      close: () => library.close(),
    };
  } catch (error) {
    const { code, details } = error as { code?: string; details?: object };
    return { answer: { opened: false, code, details } };
  }
}

const { answer, close } = open();
process.stdout.write(`${JSON.stringify(answer)}\n`);
if (close) {
  process.stdin.resume();
  process.stdin.on('end', () => {
    close();
    process.exit(0);
  });
}
