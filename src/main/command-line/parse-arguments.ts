import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EXPORT_FORMATS, QUALITIES } from '../../shared/model/shot-terms.ts';
import type { ExportFormat, Quality } from '../../shared/model/shot-terms.ts';
import { MICRO_PER_USD } from '../../shared/model/money.ts';
import type { Translate } from '../../shared/i18n/translate.ts';

/** This room is the command line: arguments to one service call, events to a progress bar, results to text or JSON. */

export interface MakeArguments {
  command: 'make';
  brief: string;
  out: string;
  formats: ExportFormat[] | undefined;
  qualities: Quality[] | undefined;
  imageProvider: string | undefined;
  videoProvider: string | undefined;
  planner: string | undefined;
  approve: boolean;
  /** Micro-dollars that this start may buy for; undefined where no amount was named. */
  approvedMicroUsd: number | undefined;
  burnCaptions: boolean;
  targetMegabytes: number | undefined;
  json: boolean;
}
export interface ResumeArguments {
  command: 'resume';
  projectId: string;
  out: string | undefined;
  approve: boolean;
  json: boolean;
}
export interface StitchArguments {
  command: 'stitch';
  segments: string[];
  output: string;
  transition: 'none' | 'fade' | 'dissolve' | 'wipe';
  transitionSeconds: number;
  json: boolean;
}
export interface ExportArguments {
  command: 'export';
  projectId: string;
  formats: ExportFormat[];
  qualities: Quality[] | undefined;
  out: string;
  burnCaptions: boolean;
  targetMegabytes: number | undefined;
  json: boolean;
}
export interface JobsArguments {
  command: 'jobs';
  verb: 'list' | 'show' | 'cancel' | 'retry';
  id: string | undefined;
  json: boolean;
}
export interface ProjectsArguments {
  command: 'projects';
  verb: 'list' | 'show' | 'delete';
  id: string | undefined;
  json: boolean;
}
export interface ServeArguments {
  command: 'serve';
  host: string;
  port: number | undefined;
  token: string | undefined;
}
export interface DoctorArguments {
  command: 'doctor';
  restore: boolean;
  json: boolean;
}
export type MediaVerb = 'thumbnail' | 'filmstrip' | 'waveform' | 'trim' | 'split' | 'convert' | 'frame' | 'audio';
export interface MediaArguments {
  command: 'media';
  verb: MediaVerb;
  input: string;
  output: string;
  at: number | undefined;
  from: number | undefined;
  to: number | undefined;
  json: boolean;
}
export type Arguments =
  | MakeArguments
  | ResumeArguments
  | StitchArguments
  | ExportArguments
  | JobsArguments
  | ProjectsArguments
  | ServeArguments
  | DoctorArguments
  | MediaArguments;

export type Parsed = { kind: 'run'; arguments: Arguments } | { kind: 'stop'; exitCode: 0 | 2; text: string };

function listOf<T extends string>(choices: readonly T[]) {
  return (text: string): T[] => {
    const items = [...new Set(text.split(',').map((item) => item.trim().toLowerCase()))];
    const unknown = items.filter((item) => !(choices as readonly string[]).includes(item));
    if (unknown.length > 0 || items.length === 0) {
      throw new InvalidArgumentError(`"${unknown.join(', ')}" — ${choices.join(', ')}`);
    }
    return items as T[];
  };
}

function numberIn(low: number, high: number) {
  return (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || value < low || value > high)
      throw new InvalidArgumentError(`${low} … ${high}`);
    return value;
  };
}

/**
 * Turns the words after `framewright` into one typed record, or into a text to print (help, version, wrong usage).
 * Never touches the disk and never ends the process.
 */
export function parseArguments(argv: readonly string[], t: Translate, version: string): Parsed {
  let result: Arguments | undefined;
  let printed = '';
  const program = new Command('framewright');
  const take = (value: Arguments): void => {
    result = value;
  };
  const write = (text: string): void => {
    printed += text;
  };
  program
    .description(t('help.about'))
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: write });
  const formats = () => new Option('--formats <list>', t('help.formats')).argParser(listOf(EXPORT_FORMATS));
  const quality = () => new Option('--quality <list>', t('help.quality')).argParser(listOf(QUALITIES));
  const target = () => new Option('--target-mb <n>', t('help.target')).argParser(numberIn(0.1, 10_000));
  const json = () => new Option('--json', t('help.json')).default(false);

  program
    .command('make')
    .description(t('help.make'))
    .argument('<brief>', t('help.brief'))
    .requiredOption('--out <folder>', t('help.out'))
    .addOption(formats())
    .addOption(quality())
    .option('--image-provider <id>', t('help.imageProvider'))
    .option('--video-provider <id>', t('help.videoProvider'))
    .option('--planner <id>', t('help.planner'))
    .option('--approve', t('help.approve'), false)
    .addOption(new Option('--approve-cost <usd>', t('help.approveCost')).argParser(numberIn(0, 100_000)))
    .option('--burn-captions', t('help.burnCaptions'), false)
    .addOption(target())
    .addOption(json())
    .action((brief: string, o: Record<string, never>) =>
      take({
        command: 'make',
        brief,
        out: o.out ?? '',
        formats: o.formats,
        qualities: o.quality,
        imageProvider: o.imageProvider,
        videoProvider: o.videoProvider,
        planner: o.planner,
        approve: Boolean(o.approve),
        approvedMicroUsd: o.approveCost === undefined ? undefined : Math.round(o.approveCost * MICRO_PER_USD),
        burnCaptions: Boolean(o.burnCaptions),
        targetMegabytes: o.targetMb,
        json: Boolean(o.json),
      }),
    );
  program
    .command('resume')
    .description(t('help.resume'))
    .argument('<project-id>')
    .option('--approve', t('help.approve'), false)
    .option('--out <folder>', t('help.out'))
    .addOption(json())
    .action((projectId: string, o: Record<string, never>) =>
      take({ command: 'resume', projectId, out: o.out, approve: Boolean(o.approve), json: Boolean(o.json) }),
    );
  program
    .command('stitch')
    .description(t('help.stitch'))
    .argument('<segment...>')
    .requiredOption('--output <file>', t('help.output'))
    .addOption(
      new Option('--transition <kind>', t('help.transition'))
        .choices(['none', 'fade', 'dissolve', 'wipe'])
        .default('none'),
    )
    .addOption(
      new Option('--transition-seconds <n>', t('help.transitionSeconds')).argParser(numberIn(0.04, 4)).default(0.5),
    )
    .addOption(json())
    .action((segments: string[], o: Record<string, never>) =>
      take({
        command: 'stitch',
        segments,
        output: o.output ?? '',
        transition: o.transition ?? 'none',
        transitionSeconds: o.transitionSeconds ?? 0.5,
        json: Boolean(o.json),
      }),
    );
  program
    .command('export')
    .description(t('help.export'))
    .argument('<project-id>')
    .addOption(formats().makeOptionMandatory())
    .addOption(quality())
    .requiredOption('--out <folder>', t('help.out'))
    .option('--burn-captions', t('help.burnCaptions'), false)
    .addOption(target())
    .addOption(json())
    .action((projectId: string, o: Record<string, never>) =>
      take({
        command: 'export',
        projectId,
        formats: o.formats ?? [],
        qualities: o.quality,
        out: o.out ?? '',
        burnCaptions: Boolean(o.burnCaptions),
        targetMegabytes: o.targetMb,
        json: Boolean(o.json),
      }),
    );
  const verbs = <V extends string>(name: 'jobs' | 'projects', all: readonly V[]): void => {
    program
      .command(name)
      .description(t(`help.${name}`))
      .argument('[verb]', all.join(' | '), 'list')
      .argument('[id]')
      .addOption(json())
      .action((verb: string, id: string | undefined, o: Record<string, never>, self: Command) => {
        if (!(all as readonly string[]).includes(verb))
          self.error(t('cli.unknown-command', { command: `${name} ${verb}` }), { exitCode: 2 });
        if (verb !== 'list' && id === undefined)
          self.error(t('help.idMissing', { command: `${name} ${verb}` }), { exitCode: 2 });
        take({ command: name, verb, id, json: Boolean(o.json) } as JobsArguments | ProjectsArguments);
      });
  };
  verbs('jobs', ['list', 'show', 'cancel', 'retry']);
  verbs('projects', ['list', 'show', 'delete']);
  program
    .command('serve')
    .description(t('help.serve'))
    .option('--host <address>', t('help.host'), '127.0.0.1')
    .addOption(new Option('--port <n>', t('help.port')).argParser(numberIn(0, 65_535)))
    .option('--token <text>', t('help.token'))
    .action((o: Record<string, never>) =>
      take({ command: 'serve', host: o.host ?? '127.0.0.1', port: o.port, token: o.token }),
    );
  program
    .command('doctor')
    .description(t('help.doctor'))
    .option('--restore', t('help.restore'), false)
    .addOption(json())
    .action((o: Record<string, never>) =>
      take({ command: 'doctor', restore: Boolean(o.restore), json: Boolean(o.json) }),
    );
  program
    .command('media')
    .description(t('help.media'))
    .addArgument(
      program
        .createArgument('<verb>')
        .choices(['thumbnail', 'filmstrip', 'waveform', 'trim', 'split', 'convert', 'frame', 'audio']),
    )
    .argument('<file>')
    .requiredOption('--output <file>', t('help.output'))
    .addOption(new Option('--at <seconds>', t('help.at')).argParser(numberIn(0, 86_400)))
    .addOption(new Option('--from <seconds>', t('help.from')).argParser(numberIn(0, 86_400)))
    .addOption(new Option('--to <seconds>', t('help.to')).argParser(numberIn(0, 86_400)))
    .addOption(json())
    .action((verb: MediaVerb, input: string, o: Record<string, never>) =>
      take({
        command: 'media',
        verb,
        input,
        output: o.output ?? '',
        at: o.at,
        from: o.from,
        to: o.to,
        json: Boolean(o.json),
      }),
    );

  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const asked = error.code === 'commander.helpDisplayed' || error.code === 'commander.version';
    return { kind: 'stop', exitCode: asked ? 0 : 2, text: asked ? printed : `${printed}${t('cli.usage-hint')}\n` };
  }
  if (result === undefined) return { kind: 'stop', exitCode: 2, text: program.helpInformation() };
  return { kind: 'run', arguments: result };
}
