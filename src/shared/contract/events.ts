import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { idSchema } from '../model/ids.ts';
import { noInput, procedure } from './procedure.ts';
import { runViewSchema } from './views.ts';

/** What can change under a watcher's eyes. */
export const EVENT_TOPICS = ['run', 'project', 'asset', 'client', 'export', 'settings'] as const;
export type EventTopic = (typeof EVENT_TOPICS)[number];

/** Events are hints: ask again for what is named. Progress alone carries its value, at most four times a second. */
export const appEventSchema = z.discriminatedUnion('topic', [
  z.strictObject({ topic: z.enum(EVENT_TOPICS), id: idSchema, revision: z.int().min(0) }),
  z.strictObject({ topic: z.literal('progress'), id: idSchema, revision: z.int().min(0), run: runViewSchema }),
  /** The first event: the subscription stands; whatever changes from now on is told. */
  z.strictObject({ topic: z.literal('ready'), revision: z.int().min(0) }),
]);
export type AppEvent = z.infer<typeof appEventSchema>;

/** One stream of everything that changes. A reconnect is a refetch. */
export const eventsContract = {
  subscribe: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/events', summary: 'Hints about what changed, as server-sent events' })
    .input(noInput)
    .output(eventIterator(appEventSchema)),
};
