/** Which encoders an FFmpeg was built with. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AppError } from '../../shared/contract/errors.ts';

const execute = promisify(execFile);

/** Names from the table of `ffmpeg -encoders`: six flags, then the name. Pure. */
export function parseEncoders(table: string): Set<string> {
  const names = [...table.matchAll(/^ [VAS][F.][S.][X.][B.][D.] (\S+)/gm)].map((match) => match[1] ?? '');
  return new Set(names.filter((name) => name !== '' && name !== '='));
}

/** Asks the binary itself. Throws `ffmpeg-missing` when it does not start. */
export async function listEncoders(ffmpegPath: string): Promise<ReadonlySet<string>> {
  try {
    const { stdout } = await execute(ffmpegPath, ['-hide_banner', '-encoders'], {
      timeout: 10_000,
      maxBuffer: 4_000_000,
    });
    return parseEncoders(stdout);
  } catch (error) {
    throw new AppError('ffmpeg-missing', 'FFmpeg did not list its encoders', { tool: 'ffmpeg' }, { cause: error });
  }
}
