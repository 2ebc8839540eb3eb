import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createTranslate } from '../../shared/i18n/translate.ts';
import type { RestedRun, WorkPort } from '../platform/work-port.ts';
import { fileOfDrag } from './drag-out.ts';
import { createQuitGuard } from './quit-guard.ts';
import type { QuitChoice } from './quit-guard.ts';
import { createShellStore } from './shell-store.ts';
import { setUpSpellCheck, textMenu } from './spell-check.ts';
import { messageOfBatch, watchWork } from './work-watch.ts';
import type { WorkSigns } from './work-watch.ts';

vi.mock('electron-store', () => ({ default: class {} }));

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

describe('quitting', () => {
  const setUp = (choice: QuitChoice, jobs = 2) => {
    const seen = { jobs, asked: 0, done: [] as string[] };
    const guard = createQuitGuard({
      activeJobs: () => seen.jobs,
      saved: () => Promise.resolve(void seen.done.push('saved')),
      ask: () => {
        seen.asked += 1;
        return Promise.resolve(choice);
      },
      cancelAll: () => void seen.done.push('cancel'),
      hide: () => void seen.done.push('hide'),
      quit: () => void seen.done.push('quit'),
    });
    return { seen, guard };
  };
  it('without work it waits for the last edits and goes', async () => {
    const { seen, guard } = setUp('stay', 0);
    expect(guard.mayQuit()).toBe(false);
    await settle();
    expect(seen.done).toEqual(['saved', 'quit']);
    expect(guard.mayQuit()).toBe(true);
    expect(seen.asked).toBe(0);
  });
  it('Stay stays, and is asked again the next time', async () => {
    const { seen, guard } = setUp('stay');
    guard.mayQuit();
    expect(guard.mayQuit()).toBe(false);
    await settle();
    expect(seen.asked).toBe(1);
    guard.mayQuit();
    await settle();
    expect(seen.asked).toBe(2);
    expect(seen.done).not.toContain('quit');
  });
  it('Cancel cancels first', async () => {
    const { seen, guard } = setUp('cancel');
    guard.mayQuit();
    await settle();
    expect(seen.done).toEqual(['saved', 'cancel', 'quit']);
    expect(guard.mayQuit()).toBe(true);
  });
  it('in the background it quits when the work is done, unless the window comes back', async () => {
    const { seen, guard } = setUp('background');
    guard.mayQuit();
    await settle();
    expect(seen.done).toEqual(['saved', 'hide']);
    expect(guard.isInBackground()).toBe(true);
    guard.onIdle();
    expect(seen.done.at(-1)).toBe('quit');
    const again = setUp('background');
    again.guard.mayQuit();
    await settle();
    again.guard.stayOpen();
    again.guard.onIdle();
    expect(again.seen.done).not.toContain('quit');
  });
});

describe('signs of work', () => {
  const run = (outcome: RestedRun['outcome'], projectName: string): RestedRun => ({
    runId: '01900000-0000-7000-8000-000000000000',
    projectId: '01900000-0000-7000-8000-000000000001',
    projectName,
    outcome,
  });
  const setUp = (isFocused = false) => {
    const seen = { signs: [] as unknown[], idle: 0 };
    const listeners = { change: () => {}, rest: (_run: RestedRun) => {} };
    const active = { jobs: 0, fraction: 0 };
    const work: WorkPort = {
      active: () => active,
      onChange: (listener) => void (listeners.change = listener),
      onRest: (listener) => void (listeners.rest = listener),
      cancelAll: () => {},
    };
    const signs: WorkSigns = {
      progress: (fraction, mode) => void seen.signs.push(['progress', fraction, mode]),
      badge: (count) => void seen.signs.push(['badge', count]),
      keepAwake: (isWanted) => void seen.signs.push(['awake', isWanted]),
      notify: ({ title, body }) => void seen.signs.push(['notify', title, body]),
      isFocused: () => isFocused,
    };
    const watch = watchWork({ work, signs, words: () => createTranslate('en'), onIdle: () => (seen.idle += 1) });
    const turn = (jobs: number, fraction = 0): void => {
      Object.assign(active, { jobs, fraction });
      listeners.change();
    };
    return { seen, watch, turn, rest: (value: RestedRun) => listeners.rest(value) };
  };
  it('the machine stays awake while work runs, and the task bar shows how far it is', () => {
    const { seen, turn } = setUp();
    turn(1, 0.25);
    turn(1, 0.5);
    turn(0);
    expect(seen.signs).toEqual([
      ['awake', true],
      ['progress', 0.25, 'normal'],
      ['progress', 0.5, 'normal'],
      ['awake', false],
      ['progress', null, 'normal'],
    ]);
    expect(seen.idle).toBe(1);
  });
  it('one notification per batch, when nobody looks', () => {
    const { seen, turn, rest } = setUp();
    turn(2);
    rest(run('finished', 'Rain'));
    turn(1);
    rest(run('finished', 'Snow'));
    turn(0);
    const told = seen.signs.filter((sign) => Array.isArray(sign) && sign[0] === 'notify');
    expect(told).toEqual([['notify', '2 films finished', 'Rain, Snow']]);
    expect(seen.signs).toContainEqual(['badge', 1]);
  });
  it('none while the window has the focus, and none for what a person cancelled', () => {
    const looked = setUp(true);
    looked.turn(1);
    looked.rest(run('finished', 'Rain'));
    looked.turn(0);
    const cancelled = setUp();
    cancelled.turn(1);
    cancelled.rest(run('cancelled', 'Rain'));
    cancelled.turn(0);
    for (const { seen } of [looked, cancelled]) expect(JSON.stringify(seen.signs)).not.toContain('notify');
  });
  it('a failure stays on the task bar until somebody looks', () => {
    const { seen, turn, rest, watch } = setUp();
    turn(1);
    rest(run('failed', 'Rain'));
    turn(0);
    expect(seen.signs).toContainEqual(['progress', 1, 'error']);
    watch.seen();
    expect(seen.signs.slice(-2)).toEqual([
      ['badge', 0],
      ['progress', null, 'normal'],
    ]);
  });
  it('of a mixed batch the one that needs a person leads', () => {
    const mixed = messageOfBatch([run('finished', 'Rain'), run('failed', 'Snow')], createTranslate('th'));
    expect(mixed?.title).toMatch(/2/);
    expect(mixed?.target).toMatchObject({ kind: 'run' });
    expect(messageOfBatch([run('waits-for-approval', 'ฝน')], createTranslate('th'))?.body).toBe('ฝน');
  });
});

describe('what the shell remembers', () => {
  const open = (start: Record<string, unknown> = {}) => {
    const held = new Map(Object.entries(start));
    const store = createShellStore({
      get: (key) => held.get(key),
      set: (key, value) => void held.set(key, JSON.parse(JSON.stringify(value))),
      delete: (key) => void held.delete(key),
    });
    return { held, store };
  };
  const idOf = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  it('ten projects, the newest first, each once', () => {
    const { store } = open();
    for (let n = 0; n < 12; n += 1) store.rememberProject({ id: idOf(n), name: `P${n}` });
    store.rememberProject({ id: idOf(5), name: 'again' });
    expect(store.recent()).toHaveLength(10);
    expect(store.recent()[0]).toEqual({ id: idOf(5), name: 'again' });
    expect(store.recent().filter(({ id }) => id === idOf(5))).toHaveLength(1);
    store.clearRecent();
    expect(store.recent()).toEqual([]);
  });
  it('a file that was edited by hand stops nothing', () => {
    const { store } = open({ window: { x: 'left' }, recent: 'none', libraryHome: '../up', lastFolder: 7, sealed: [1] });
    expect([store.window(), store.recent(), store.libraryHome(), store.lastFolder(), store.sealed.read('x')]).toEqual([
      null,
      [],
      null,
      null,
      undefined,
    ]);
  });
  it('sealed keys come and go by name', () => {
    const { store } = open();
    store.sealed.write('a', 'QUJD');
    store.sealed.write('b', 'REVG');
    store.sealed.remove('a');
    expect([store.sealed.read('a'), store.sealed.read('b')]).toEqual([undefined, 'REVG']);
  });
});

describe('spelling', () => {
  const sessionOf = () => {
    const calls: Record<string, unknown> = {};
    return {
      calls,
      session: {
        availableSpellCheckerLanguages: ['de', 'en-US'],
        setSpellCheckerEnabled: (is: boolean) => void (calls.enabled = is),
        setSpellCheckerDictionaryDownloadURL: (url: string) => void (calls.url = url),
        setSpellCheckerLanguages: (list: string[]) => void (calls.languages = list),
      },
    };
  };
  it('no dictionary is fetched from anywhere, on any system', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const { calls, session } = sessionOf();
      setUpSpellCheck(session, platform);
      expect(calls.url).toMatch(/^fw-app:/);
      expect(calls.enabled).toBe(platform !== 'linux');
      expect(calls.languages).toEqual(platform === 'win32' ? ['en-US'] : undefined);
    }
  });
  const flags = {
    canUndo: true,
    canRedo: false,
    canCut: true,
    canCopy: true,
    canPaste: true,
    canSelectAll: true,
  } as never;
  it('a misspelt word offers its suggestions first, then the text’s own commands', () => {
    const replace = vi.fn<(word: string) => void>();
    const items = textMenu(
      {
        misspelledWord: 'scean',
        dictionarySuggestions: ['scene'],
        isEditable: true,
        editFlags: flags,
        selectionText: '',
      },
      createTranslate('en'),
      { replace, learn: () => {} },
    );
    expect(items.map(({ label, role }) => role ?? label).filter(Boolean)).toEqual([
      'scene',
      'Add to Dictionary',
      'undo',
      'redo',
      'cut',
      'copy',
      'paste',
      'selectAll',
    ]);
    const [suggestion] = items;
    (suggestion as { click(): void }).click();
    expect(replace).toHaveBeenCalledWith('scene');
  });
  it('where nothing can be edited or copied there is no menu', () => {
    const nothing = {
      misspelledWord: '',
      dictionarySuggestions: [],
      isEditable: false,
      editFlags: flags,
      selectionText: ' ',
    };
    expect(textMenu(nothing, createTranslate('th'), { replace: () => {}, learn: () => {} })).toEqual([]);
  });
});

describe('dragging out', () => {
  it('a film goes as it lies; a picture gets a copy under its own name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'framewright-drag-'));
    const path = join(folder, 'a1b2');
    writeFileSync(path, 'picture');
    const files = {
      film: () => Promise.resolve({ path: '/exports/film.mp4', name: 'film.mp4', mime: 'video/mp4' }),
      asset: () => Promise.resolve({ path, name: '../ภาพ: 1?', mime: 'image/png' }),
    };
    const id = '01900000-0000-7000-8000-000000000000';
    expect(await fileOfDrag({ kind: 'film', id }, files, folder)).toBe('/exports/film.mp4');
    const copy = await fileOfDrag({ kind: 'asset', id }, files, join(folder, 'drag'));
    expect(copy.startsWith(join(folder, 'drag', id))).toBe(true);
    expect(basename(copy)).toBe('.._ภาพ_ 1_.png');
    expect(readFileSync(copy, 'utf8')).toBe('picture');
    rmSync(folder, { recursive: true });
  });
});
