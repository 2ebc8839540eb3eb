import { z } from 'zod';
import { idSchema, microUsdSchema, timeMsSchema } from '../model/ids.ts';
import { callChoiceSchema, callFlagSchema, callStateSchema } from '../model/paid-call.ts';
import { countInput, errorsOf, noInput, procedure } from './procedure.ts';
import { failureSchema } from './views.ts';

/** Paid calls as a person sees them: where each stands, what it costs, and what waits for a decision. */

/** What a call or a job is waiting for, and until when. */
export const waitViewSchema = z.strictObject({
  untilMs: timeMsSchema,
  /** `rate-limited`, `own-rate`, `breaker-open`, `offline`, `late`, `looking-up` and so on. */
  reason: z.string(),
  failure: failureSchema.nullable(),
});
export type WaitView = z.infer<typeof waitViewSchema>;

/** One attempt to buy. */
export const callViewSchema = z.strictObject({
  callId: idSchema,
  /** Attempts at the same purchase have the same. */
  orderKey: z.string(),
  attempt: z.int().min(1),
  jobId: z.string(),
  runId: idSchema.nullable(),
  projectId: idSchema.nullable(),
  projectName: z.string().nullable(),
  shotId: idSchema.nullable(),
  /** Numbers from 1; null where the shot is not in the film any more. */
  scene: z.int().nullable(),
  shot: z.int().nullable(),
  kind: z.enum(['image', 'video']),
  vendor: z.string(),
  model: z.string(),
  state: callStateSchema,
  flags: z.array(callFlagSchema),
  error: failureSchema.nullable(),
  estimateMicroUsd: microUsdSchema,
  /** Null as long as nobody knows. */
  chargedMicroUsd: microUsdSchema.nullable(),
  /** More than 1.2 times the estimate. */
  isOverVariance: z.boolean(),
  wait: waitViewSchema.nullable(),
  /** The provider works on it for longer than is usual; it is still looked at. */
  isLate: z.boolean(),
  /** How long calls of this model take, from the library's own history; null without one. */
  usualMs: z.int().min(0).nullable(),
  /** What a person may answer now. */
  choices: z.array(callChoiceSchema),
  createdAtMs: timeMsSchema,
  sentAtMs: timeMsSchema.nullable(),
  submittedAtMs: timeMsSchema.nullable(),
  updatedAtMs: timeMsSchema,
  finishedAtMs: timeMsSchema.nullable(),
});
export type CallView = z.infer<typeof callViewSchema>;

export const callDetailsSchema = z.strictObject({
  call: callViewSchema,
  /** Every attempt at the same purchase, first to last. */
  attempts: z.array(callViewSchema),
  /** What was asked for, by name; never a key, never media. */
  request: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  timeline: z.array(
    z.strictObject({
      state: callStateSchema,
      atMs: timeMsSchema,
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
  remoteId: z.string().nullable(),
  /** Where the provider shows it, or its list where no id is known. */
  pageUrl: z.string().nullable(),
  priceDate: z.string(),
  file: z.strictObject({ sha256: z.string(), bytes: z.int().min(0), mime: z.string() }).nullable(),
});
export type CallDetails = z.infer<typeof callDetailsSchema>;

/** Everything that waits for one answer of a person. */
export const needSchema = z.strictObject({
  /** The same cause has the same name. */
  id: z.string(),
  /** Code of the cause, as in `error.<code>`. */
  code: z.string(),
  details: z.record(z.string(), z.unknown()),
  vendor: z.string().nullable(),
  model: z.string().nullable(),
  replacement: z.string().nullable(),
  /** Pieces of work that wait for it. */
  jobIds: z.array(z.string()),
  projects: z.array(z.strictObject({ projectId: idSchema, projectName: z.string() })),
  /** Calls to be decided one by one, each with its place at the provider. */
  calls: z.array(z.strictObject({ call: callViewSchema, pageUrl: z.string().nullable() })),
  /** Shots of the runs concerned: "12 of 20 done". */
  shotsDone: z.int().min(0),
  shotsTotal: z.int().min(0),
  /** What the waiting work makes; null where it makes both, or neither. */
  kind: z.enum(['image', 'video']).nullable(),
  /** The waiting work can go on with another model: `calls.otherModel` with its jobs. */
  canChangeModel: z.boolean(),
  /** Goes on with `calls.resume` once the cause is gone. */
  canResume: z.boolean(),
  sinceMs: timeMsSchema,
});
export type Need = z.infer<typeof needSchema>;

const vendorSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

export const callsContract = {
  ofRun: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/calls/runs/{runId}', summary: 'Paid calls of a run and what its items wait for' })
    .errors(errorsOf('not-found'))
    .input(z.strictObject({ runId: idSchema }))
    .output(
      z.strictObject({
        /** Oldest first. */
        calls: z.array(callViewSchema),
        /** Items that were put off before anything was bought. */
        waits: z.array(z.strictObject({ jobId: idSchema, wait: waitViewSchema })),
      }),
    ),
  ofProject: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/calls/projects/{projectId}', summary: 'Paid calls of a project, newest first' })
    .errors(errorsOf('not-found'))
    .input(z.strictObject({ projectId: idSchema, limit: countInput(200).optional(), beforeId: idSchema.optional() }))
    .output(z.strictObject({ calls: z.array(callViewSchema), nextBeforeId: idSchema.nullable() })),
  get: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/calls/{callId}', summary: 'A paid call: request, time line, attempts, money' })
    .errors(errorsOf('not-found'))
    .input(z.strictObject({ callId: idSchema }))
    .output(callDetailsSchema),
  places: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'POST', path: '/calls/places', summary: 'Which shots calls were for; unknown ids are left out' })
    .input(z.strictObject({ callIds: z.array(idSchema).max(200) }))
    .output(
      z.strictObject({ places: z.array(callViewSchema.pick({ callId: true, scene: true, shot: true, kind: true })) }),
    ),
  needs: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/needs', summary: 'What waits for a person, one entry for one cause' })
    .input(noInput)
    .output(z.strictObject({ needs: z.array(needSchema) })),
  decide: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/calls/{callId}/decide', summary: 'A person’s answer about a payment' })
    .errors(errorsOf('not-found', 'not-possible-now'))
    // Another model needs its name and its price: `otherModel`.
    .input(z.strictObject({ callId: idSchema, choice: callChoiceSchema.exclude(['other-model']) }))
    .output(callViewSchema),
  otherModel: procedure
    .meta({ role: 'editor', rate: 'render' })
    .route({
      method: 'POST',
      path: '/calls/other-model',
      summary: 'Work that waits for a person goes on with another model; an unknown payment of it counts as spent',
    })
    .errors(errorsOf('not-found', 'not-possible-now', 'provider-unknown', 'price-unknown', 'price-changed'))
    .input(
      z.strictObject({
        jobIds: z.array(idSchema).min(1).max(200),
        model: z.string().min(1).max(200),
        /** What the button said that one piece costs; refused when that has moved by more than 5 %. */
        seenMicroUsd: microUsdSchema,
      }),
    )
    .output(z.strictObject({ resumed: z.int().min(0) })),
  settle: procedure
    .meta({ role: 'editor' })
    .route({
      method: 'POST',
      path: '/calls/{callId}/settle',
      summary: 'A person’s word about a purchase that ended without anybody knowing whether it was charged',
    })
    .errors(errorsOf('not-found', 'not-possible-now'))
    .input(z.strictObject({ callId: idSchema, wasCharged: z.boolean() }))
    .output(callViewSchema),
  resume: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/calls/resume', summary: 'Work that waited for a person goes on' })
    .errors(errorsOf('provider-unknown'))
    .input(
      z.strictObject({
        /** Whose account was put right; null for everything that waits. */
        vendor: vendorSchema.nullable(),
        /** Only what waits for this one cause, by its `id` in `needs`, whatever `vendor` says. */
        needId: z.string().min(1).max(400).optional(),
      }),
    )
    .output(z.strictObject({ resumed: z.int().min(0) })),
};
