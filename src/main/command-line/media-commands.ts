import { writeFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import { joinFiles } from '../exports/join-files.ts';
import type { FilmTools } from '../exports/conform.ts';
import type { MediaTools } from '../media/media-types.ts';
import {
  convert,
  extractAudio,
  extractFrame,
  makeFilmstrip,
  makeThumbnail,
  readWaveform,
  split,
  trim,
} from '../media/stock-operations.ts';
import { sniffMedia } from '../media/sniff.ts';
import type { CommandIo, ExitCode } from './command-services.ts';
import { EXIT } from './command-services.ts';
import type { MediaArguments, StitchArguments } from './parse-arguments.ts';

/** `stitch`: joins local files. Needs FFmpeg and a folder for temporary files, no library. */
export async function runStitch(film: FilmTools, io: CommandIo, args: StitchArguments): Promise<ExitCode> {
  const output = resolve(io.cwd, args.output);
  const inputs = args.segments.map((path) => resolve(io.cwd, path));
  if (inputs.includes(output))
    throw new AppError('invalid-input', 'the output is one of the inputs', { what: args.output });
  const result = await joinFiles(film, {
    inputs,
    output,
    transition: args.transition === 'none' ? 'cut' : args.transition,
    transitionSeconds: args.transitionSeconds,
    signal: io.signal,
    onProgress: () => {},
  });
  io.out(io.json ? `${JSON.stringify(result)}\n` : `${output}\n`);
  return EXIT.done;
}

const CONTAINERS = ['mp4', 'mov', 'webm', 'wav', 'mp3', 'flac', 'm4a'] as const;
const SOUNDS = ['wav', 'mp3', 'flac', 'm4a'] as const;

function formatOf<T extends string>(output: string, known: readonly T[]): T {
  const ending = extname(output).slice(1).toLowerCase();
  const found = known.find((format) => format === ending);
  if (found === undefined) {
    throw new AppError('invalid-input', `no format for ${output}`, {
      issues: [
        {
          path: '--output',
          code: 'not-a-choice',
          params: { choices: known.map((format) => `*.${format}`).join(', ') },
        },
      ],
    });
  }
  return found;
}

const still = (output: string): 'jpeg' | 'png' => (extname(output).toLowerCase() === '.png' ? 'png' : 'jpeg');

function needed(value: number | undefined, option: string): number {
  if (value !== undefined) return value;
  throw new AppError('invalid-input', `${option} is missing`, { issues: [{ path: option, code: 'required' }] });
}

/** `media`: one stock operation on one file. The input is foreign: it is checked by content before FFmpeg sees it. */
export async function runMedia(tools: MediaTools, io: CommandIo, args: MediaArguments): Promise<ExitCode> {
  const path = resolve(io.cwd, args.input);
  const outputPath = resolve(io.cwd, args.output);
  if (path === outputPath) throw new AppError('invalid-input', 'the output is the input', { what: args.output });
  await sniffMedia(path);
  const source = { path, trust: 'foreign' as const, signal: io.signal };
  const target = { ...source, outputPath };
  switch (args.verb) {
    case 'thumbnail':
      await makeThumbnail(tools, {
        ...target,
        format: still(outputPath),
        ...(args.at === undefined ? {} : { atSeconds: args.at }),
      });
      break;
    case 'frame': {
      const { video } = await tools.probe(path, 'foreign');
      await extractFrame(tools, {
        ...target,
        frame: Math.round(needed(args.at, '--at') * (video?.fps ?? 0)),
        format: still(outputPath),
      });
      break;
    }
    case 'filmstrip':
      await makeFilmstrip(tools, { ...target, tiles: 10, format: still(outputPath) });
      break;
    case 'waveform':
      await writeFile(outputPath, `${JSON.stringify(await readWaveform(tools, source))}\n`);
      break;
    case 'trim':
      await trim(tools, {
        ...target,
        startSeconds: args.from ?? 0,
        endSeconds: needed(args.to, '--to'),
        mode: 'exact',
        format: formatOf(outputPath, CONTAINERS),
      });
      break;
    case 'split': {
      const ending = extname(outputPath);
      const name = (part: number): string =>
        `${outputPath.slice(0, outputPath.length - ending.length)}-${part}${ending}`;
      await split(tools, {
        ...source,
        atSeconds: [needed(args.at, '--at')],
        outputPaths: [name(1), name(2)],
        mode: 'exact',
        format: formatOf(outputPath, CONTAINERS),
      });
      break;
    }
    case 'convert':
      await convert(tools, { ...target, format: formatOf(outputPath, CONTAINERS) });
      break;
    case 'audio':
      await extractAudio(tools, { ...target, format: formatOf(outputPath, SOUNDS) });
      break;
  }
  io.out(io.json ? `${JSON.stringify({ output: outputPath })}\n` : `${outputPath}\n`);
  return EXIT.done;
}
