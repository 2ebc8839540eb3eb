/** Boundaries at which a crash test may stop the process; the order is the life of one job with one step. */
export const KILL_POINTS = [
  'recovery.inCommit',
  'recovery.afterCommit',
  'claim.inCommit',
  'claim.afterCommit',
  'step.beforeStart',
  'step.afterStart',
  'step.beforeCommit',
  'step.inCommit',
  'step.afterCommit',
  'settle.beforeCommit',
  'settle.inCommit',
  'settle.afterCommit',
] as const;

/** The same for one paid call, in the order of its life (main/calls). */
export const CALL_KILL_POINTS = [
  'call.inCommit',
  'call.afterCommit',
  'call.beforeCommit',
  'call.beforeIntent',
  'call.afterIntent',
  'call.leaving',
  'call.afterAnswer',
  'call.afterRemoteId',
  'call.polling',
  'call.remoteDone',
  'call.downloading',
  'call.fetched',
  'call.adopted',
  'call.done',
  'call.reconciling',
  'call.closing',
] as const;
export type KillPointName = (typeof KILL_POINTS)[number] | (typeof CALL_KILL_POINTS)[number];

/** Called at every boundary. Does nothing in the program that people run. */
export type KillPoint = (name: KillPointName) => void;

export interface FailPoint {
  name: string;
  action: 'kill9' | 'throw';
  /** Which passing of the point acts, from 1. */
  occurrence: number;
}

export const noKillPoint: KillPoint = () => undefined;

/** Reads `step.beforeCommit:kill9:2,claim.afterCommit:throw`. Throws on anything it does not understand. */
export function parseFailPoints(text: string): FailPoint[] {
  return text.split(',').map((part) => {
    const [name = '', action = '', count = '1'] = part.trim().split(':');
    const occurrence = Number(count);
    if (name === '' || (action !== 'kill9' && action !== 'throw') || !Number.isInteger(occurrence) || occurrence < 1) {
      throw new Error(`FRAMEWRIGHT_FAIL: cannot read "${part}"; wanted name:kill9|throw[:n]`);
    }
    return { name, action, occurrence };
  });
}

/**
 * The hook for an environment. Works only where NODE_ENV is `test`. The bundler writes `production` in its place, so that
 * a release holds nothing of this; elsewhere the variable is ignored.
 * @param kill sends the signal; a parameter for tests
 */
export function createKillPoint(
  env: Readonly<Record<string, string | undefined>>,
  kill: () => void = () => process.kill(process.pid, 'SIGKILL'),
): KillPoint {
  // Word for word: the bundler replaces this expression and nothing else.
  if (process.env.NODE_ENV === 'test') return readKillPoint(env, kill);
  return noKillPoint;
}

function readKillPoint(env: Readonly<Record<string, string | undefined>>, kill: () => void): KillPoint {
  const text = env['FRAMEWRIGHT_FAIL'];
  if (text === undefined || text === '') return noKillPoint;
  const points = parseFailPoints(text);
  const passed = new Map<string, number>();
  return (name) => {
    const count = (passed.get(name) ?? 0) + 1;
    passed.set(name, count);
    for (const point of points) {
      if (point.name !== name || point.occurrence !== count) continue;
      if (point.action === 'kill9') kill();
      else throw new Error(`fail point ${name}`);
    }
  };
}
