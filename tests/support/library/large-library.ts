import { Readable } from 'node:stream';
import { createCanvas } from '@napi-rs/canvas';
import { compose } from '../../../src/main/compose.ts';
import { newUuid } from '../../../src/main/platform/ids.ts';
import { silentLogger } from '../../../src/main/platform/logger.ts';
import { storePlan } from '../../../src/main/projects/store-plan.ts';
import { addTake } from '../../../src/main/projects/takes.ts';
import { briefSchema } from '../../../src/shared/model/brief.ts';
import { createSeededRandom } from '../../../src/shared/util/seeded-random.ts';
import { samplePlan } from './sample-plan.ts';

const PICTURES = 16;

/** A picture as large as a keyframe, with strokes enough that decoding it costs what a drawing costs. */
function picture(seed: number): Buffer {
  const random = createSeededRandom(seed);
  const canvas = createCanvas(1080, 1920);
  const pen = canvas.getContext('2d');
  pen.fillStyle = `hsl(${Math.floor(random.next() * 360)} 20% 90%)`;
  pen.fillRect(0, 0, 1080, 1920);
  for (let stroke = 0; stroke < 900; stroke += 1) {
    pen.strokeStyle = `hsl(0 0% ${Math.floor(random.next() * 70)}%)`;
    pen.lineWidth = 1 + random.next() * 4;
    pen.beginPath();
    pen.moveTo(random.next() * 1080, random.next() * 1920);
    pen.lineTo(random.next() * 1080, random.next() * 1920);
    pen.stroke();
  }
  return canvas.toBuffer('image/png');
}

export interface LargeLibrary {
  /** The project with many shots. */
  projectId: string;
}

/** Fills a library: one project of many shots with several takes each, and many small ones beside it. */
export async function fillLargeLibrary(wish: {
  home: string;
  env: NodeJS.ProcessEnv;
  shots: number;
  takesPerShot: number;
  projects: number;
}): Promise<LargeLibrary> {
  const app = await compose({ home: wish.home, log: silentLogger, env: wish.env });
  try {
    const { library, clock, assets, projects } = app;
    const deps = { ...library, clock, newId: newUuid, personId: library.person.id };
    const assetIds: string[] = [];
    for (let at = 0; at < PICTURES; at += 1) {
      const { id } = await assets.importStream(Readable.from(picture(at)), {
        name: `picture-${at}.png`,
        source: 'upload',
      });
      assetIds.push(id);
    }
    const large = projects.create(briefSchema.parse({ name: 'The long film', prompt: 'A runner crosses the city.' }));
    const scenes = Math.ceil(wish.shots / 5);
    storePlan(
      deps,
      large.id,
      samplePlan(
        Array.from({ length: scenes }, (_, scene) => ({
          title: `Scene ${scene + 1}`,
          text: `She runs on, street ${scene + 1}`,
          place: 'street',
          shots: Array.from({ length: Math.min(5, wish.shots - scene * 5) }, (__, shot) => ({
            description: `Shot ${scene + 1}.${shot + 1}: the runner passes window ${scene * 5 + shot}`,
            caption: `Go on ${shot + 1}`,
          })),
        })),
      ),
    );
    library.db.write(() => {
      for (const [at, { id: shotId }] of library.repos.shots.list(large.id).entries()) {
        for (const slot of ['start', 'end'] as const) {
          for (let take = 0; take < wish.takesPerShot; take += 1) {
            const assetId = assetIds[(at * 7 + take * 3 + (slot === 'end' ? 1 : 0)) % PICTURES] as string;
            addTake(
              deps,
              {
                shotId,
                slot,
                variation: 1,
                assetId,
                provider: 'local/sketch',
                requestHash: `${shotId}-${slot}-${take}`,
                request: {},
                costMicroUsd: 0,
                runId: null,
                jobId: null,
                scores: {},
                personId: null,
              },
              { isChosen: take === wish.takesPerShot - 1 },
            );
          }
        }
      }
    });
    for (let at = 0; at < wish.projects; at += 1) {
      projects.create(briefSchema.parse({ name: `Spot ${at + 1}`, prompt: `Film number ${at + 1} about a harbour.` }));
    }
    return { projectId: large.id };
  } finally {
    await app.close();
  }
}
