import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { createProgressPrinter, formatBar, formatEta } from './progress-printer.ts';
import type { RunProgress } from './progress-printer.ts';

const progress: RunProgress = {
  projectId: 'p',
  runId: 'r',
  state: 'generating_video',
  stage: 'RENDER',
  fraction: 0.5,
  currentScene: 2,
  scenes: 5,
  etaMs: 65_000,
  costMicroUsd: 0,
};

function record(terminal: boolean, json: boolean) {
  let text = '';
  const printer = createProgressPrinter({ write: (part) => (text += part), terminal, json, t: createTranslate('en') });
  return { printer, text: () => text };
}

describe('progress', () => {
  it('says how far, what, and how long', () => {
    expect(formatBar(progress, createTranslate('en'))).toBe(
      '████████████░░░░░░░░░░░░  50% Making segments 2/5 · about 1:05 min left',
    );
  });

  it('formats short and long waits', () => {
    expect([formatEta(200), formatEta(59_400), formatEta(125_000)]).toEqual(['1 s', '59 s', '2:05 min']);
  });

  it('writes one JSON line per event with --json and nothing else', () => {
    const { printer, text } = record(true, true);
    printer.line('for people');
    printer.event('project.created', { projectId: 'p' });
    printer.progress(progress);
    const lines = text()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string });
    expect(lines.map(({ event }) => event)).toEqual(['project.created', 'progress']);
  });

  it('writes a line per stage where there is no terminal', () => {
    const { printer, text } = record(false, false);
    printer.progress(progress);
    printer.progress({ ...progress, fraction: 0.6 });
    expect(text()).toBe('Making segments\n');
  });

  it('clears the bar before a line for people', () => {
    const { printer, text } = record(true, false);
    printer.progress(progress);
    printer.line('done');
    expect(text().endsWith('\r\u001b[2Kdone\n')).toBe(true);
  });
});
