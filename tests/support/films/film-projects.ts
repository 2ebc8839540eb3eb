import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { APIRequestContext } from '@playwright/test';
import type { ExportView } from '../../../src/shared/contract/exports.ts';
import type { RunViewDto } from '../../../src/shared/contract/views.ts';
import { callerHeaders } from '../../e2e/serve-fixture.ts';
import type { ExportSettings } from '../../../src/shared/model/export-settings.ts';

/** Short films for the stories of Jobs and Export, made through the HTTP door of a served library. */

/** The HTTP door of a served library. */
export interface Door {
  url: string;
  token: string;
}

export interface Library extends Door {
  home: string;
}

/** One call of the HTTP door; anything but 200 fails the test with the answer. */
export async function call<T>(
  request: APIRequestContext,
  { url, token }: Door,
  method: 'GET' | 'POST',
  path: string,
  data?: unknown,
): Promise<T> {
  const ask = (authorization: string) =>
    request.fetch(`${url}/api/v2${path}`, {
      method,
      headers: { authorization },
      ...(data === undefined ? {} : { data }),
    });
  let answer = await ask(`Bearer ${token}`);
  // The door counts the calls of a caller in a minute; a story that makes several films comes as another one.
  if (answer.status() === 429) answer = await ask((await callerHeaders(request, { url, token })).authorization);
  expect(answer.status(), `${path}: ${await answer.text()}`).toBe(200);
  return (await answer.json()) as T;
}

/** What a story writes into its brief; the rest is as for a new project. */
export interface StoryBrief {
  name?: string;
  prompt: string;
  duration?: number;
  aspectRatio?: string;
  seed?: number;
}

/** A project of a brief of the story's own, without a run. */
export async function projectOf(request: APIRequestContext, library: Door, brief: StoryBrief): Promise<string> {
  const { projectId } = await call<{ projectId: string }>(request, library, 'POST', '/projects', { brief });
  return projectId;
}

/** A project whose storyboard is drawn and waits for a person. */
export async function drawnProject(request: APIRequestContext, library: Door, brief: StoryBrief): Promise<string> {
  const projectId = await projectOf(request, library, brief);
  const { runId } = await call<{ runId: string }>(request, library, 'POST', '/runs', {
    projectId,
    qualities: ['480p'],
  });
  const state = async (): Promise<string> => (await call<RunViewDto>(request, library, 'GET', `/runs/${runId}`)).state;
  await expect.poll(state, { timeout: 200_000 }).toBe('storyboard_complete');
  return projectId;
}

/** A project of two shots and five seconds, without a run. */
export const newProject = (request: APIRequestContext, library: Door, name: string): Promise<string> =>
  projectOf(request, library, {
    name,
    prompt: '1. A woman opens her umbrella on a rainy pier (3s)\n2. The ferry leaves the harbour at dusk (2s)',
    duration: 5,
  });

/** Begins a run that needs nobody's yes. */
export async function startRun(request: APIRequestContext, library: Library, projectId: string): Promise<string> {
  const { runId } = await call<{ runId: string }>(request, library, 'POST', '/runs', {
    projectId,
    formats: ['mp4'],
    qualities: ['480p'],
    autoApprove: true,
  });
  return runId;
}

/** Waits until a run has ended and gives its state. */
export async function endOfRun(request: APIRequestContext, library: Library, runId: string): Promise<string> {
  const view = (): Promise<RunViewDto> => call<RunViewDto>(request, library, 'GET', `/runs/${runId}`);
  await expect.poll(async () => (await view()).finishedAtMs !== null, { timeout: 90_000 }).toBe(true);
  return (await view()).state;
}

/** A project whose film was made once: every segment is there. */
export async function filmProject(request: APIRequestContext, library: Library, name: string): Promise<string> {
  const projectId = await newProject(request, library, name);
  expect(await endOfRun(request, library, await startRun(request, library, projectId))).toBe('completed');
  return projectId;
}

/** Settings of an export, the quickest unless told otherwise. */
export function exportSettings(wish: Partial<ExportSettings> = {}): ExportSettings {
  return {
    ...{ formats: ['mp4'], qualities: ['480p'], gifQuality: '480p', variations: [1], captions: 'none' },
    targetBytes: null,
    ...wish,
  };
}

export const exportView = (request: APIRequestContext, library: Library, exportId: string): Promise<ExportView> =>
  call<ExportView>(request, library, 'GET', `/exports/${exportId}`);

/** Puts a file where a project's exports go: nothing can be written there until the answer is called. */
export function blockFolder(library: Library, projectId: string): () => void {
  const folder = join(library.home, 'exports', projectId);
  mkdirSync(join(library.home, 'exports'), { recursive: true });
  if (existsSync(folder)) renameSync(folder, `${folder}.aside`);
  writeFileSync(folder, 'not a folder');
  let isMended = false;
  return () => {
    if (isMended) return;
    isMended = true;
    rmSync(folder, { force: true });
    if (existsSync(`${folder}.aside`)) renameSync(`${folder}.aside`, folder);
  };
}

/** Names in a project's exports folder, sorted. */
export function exportedNames(library: Library, projectId: string): string[] {
  const folder = join(library.home, 'exports', projectId);
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
