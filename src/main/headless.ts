import { AppError, toAppError } from '../shared/contract/errors.ts';
import { describeError } from '../shared/i18n/describe-error.ts';
import { createTranslate } from '../shared/i18n/translate.ts';
import { defaultHome } from './platform/paths.ts';
import { serve } from './serve.ts';

const { env } = process;
const t = createTranslate(
  (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').toLowerCase().startsWith('th') ? 'th' : 'en',
);
const interrupt = new AbortController();
process.on('SIGINT', () => {
  // A second Ctrl+C means: now.
  if (interrupt.signal.aborted) process.exit(130);
  interrupt.abort();
});

try {
  process.exitCode = await serve({
    home: defaultHome(env),
    env,
    t,
    out: (text) => process.stdout.write(text),
    signal: interrupt.signal,
  });
} catch (thrown) {
  const error = toAppError(thrown);
  if (!(thrown instanceof AppError)) process.stderr.write(`${error.message}\n`);
  process.stderr.write(`${describeError(error, t)}\n`);
  process.exitCode = error.code === 'invalid-input' ? 2 : 1;
}
