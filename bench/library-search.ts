/**
 * 10,000 projects of 10 scenes, a third of them Thai, in a temporary library: medians of search, list page and open in the
 * service, against the limits of the issue. `node bench/library-search.ts [projects]`
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLibrary } from '../src/main/library/open-library.ts';
import { createSystemClock } from '../src/main/platform/clock.ts';
import { newUuid } from '../src/main/platform/ids.ts';
import { silentLogger } from '../src/main/platform/logger.ts';
import { createProject } from '../src/main/projects/create-project.ts';
import { listProjects } from '../src/main/projects/list-projects.ts';
import { openProject } from '../src/main/projects/project-document.ts';
import type { ProjectDeps } from '../src/main/projects/project-deps.ts';
import { searchProjects } from '../src/main/projects/search-projects.ts';
import { storePlan } from '../src/main/projects/store-plan.ts';
import { addTake } from '../src/main/projects/takes.ts';
import { briefSchema } from '../src/shared/model/brief.ts';
import type { Plan } from '../src/shared/model/plan.ts';
import { createSeededRandom } from '../src/shared/util/seeded-random.ts';
import { samplePlan } from '../tests/support/library/sample-plan.ts';
import type { SampleScene } from '../tests/support/library/sample-plan.ts';

const PROJECTS = Number(process.argv[2] ?? 10_000);
const SCENES = 10;
const REPEATS = 15;

const ENGLISH =
  `a runner crosses the city at dawn and enters forest coffee shop owner pours slow brew morning light over
  mountain river market woman phone smiles camera pushes in close product table shines rain night neon street taxi driver
  child kite beach waves grandmother cooks kitchen steam family dinner laughter office team deadline whiteboard launch
  shoe sole texture macro water splash logo packshot offer today download application delivery bicycle courier bridge
  sunset skyline drone rooftop party friends concert stage singer crowd lights hotel lobby suitcase airport window seat
  clouds engineer robot arm factory sparks welding helmet hospital nurse gentle hand garden tomato harvest basket truck
  warehouse barcode scanner quiet library student notebook exam relief hug train platform farewell letter desk lamp`.split(
    /\s+/,
  );
const THAI =
  `นักวิ่ง ข้าม เมือง ตอน รุ่งเช้า แล้ว เข้า ป่า ร้านกาแฟ เจ้าของร้าน ชง กาแฟ ช้าๆ แสง ยามเช้า ภูเขา แม่น้ำ ตลาดน้ำ ผู้หญิง โทรศัพท์ ยิ้ม กล้อง
  เคลื่อน เข้า ใกล้ สินค้า บน โต๊ะ ฝน กลางคืน ถนน แท็กซี่ เด็ก ว่าว ชายหาด คลื่น คุณยาย ทำอาหาร ครัว ไอน้ำ ครอบครัว อาหารเย็น เสียงหัวเราะ
  สำนักงาน ทีม เปิดตัว รองเท้า น้ำ สาด โลโก้ ข้อเสนอ วันนี้ ดาวน์โหลด แอป จัดส่ง จักรยาน สะพาน พระอาทิตย์ตก ดาดฟ้า เพื่อน คอนเสิร์ต เวที
  นักร้อง โรงแรม สนามบิน หน้าต่าง เมฆ วิศวกร หุ่นยนต์ โรงงาน โรงพยาบาล พยาบาล สวน มะเขือเทศ เก็บเกี่ยว รถบรรทุก ห้องสมุด นักเรียน รถไฟ จดหมาย โคมไฟ`.split(
    /\s+/,
  );

const random = createSeededRandom(7);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)] as T;
const sentence = (isThai: boolean, words: number): string =>
  Array.from({ length: words }, () => pick(isThai ? THAI : ENGLISH)).join(isThai ? '' : ' ');

const sceneOf = (isThai: boolean): SampleScene => ({
  title: sentence(isThai, 3).slice(0, 200),
  text: sentence(isThai, 14),
  place: sentence(isThai, 1),
  shots: [{ description: sentence(isThai, 16), caption: sentence(isThai, 5) }],
});

const planOf = (isThai: boolean, title: string): Plan =>
  samplePlan(
    Array.from({ length: SCENES }, () => sceneOf(isThai)),
    isThai ? 'th' : 'en',
    title,
  );

function fill(deps: ProjectDeps): string[] {
  const ids: string[] = [];
  for (let start = 0; start < PROJECTS; start += 200) {
    deps.db.write(() => {
      for (let index = start; index < Math.min(start + 200, PROJECTS); index += 1) {
        const isThai = index % 3 === 0;
        const name = index === 17 ? 'Zebra quartz 七' : `${sentence(isThai, 3)} ${index}`.slice(0, 200);
        const brief = briefSchema.parse({ name, prompt: sentence(isThai, 60) });
        const project = createProject(deps, brief);
        const { shots } = storePlan(deps, project.id, planOf(isThai, name));
        for (const shot of shots) {
          const assetId = newUuid();
          deps.repos.assets.insert({
            id: assetId,
            sha256: assetId.replaceAll('-', '').padEnd(64, '0'),
            kind: 'image',
            mime: 'image/png',
            extension: 'png',
            bytes: 100_000,
            widthPx: 1080,
            heightPx: 1920,
            durationMs: null,
            name: 'start',
            source: 'made',
            createdAtMs: deps.clock.nowMs(),
            trashedAtMs: null,
          });
          addTake(deps, {
            shotId: shot.id,
            slot: 'start',
            variation: 1,
            assetId,
            provider: 'local/sketch',
            requestHash: assetId,
            request: {},
            costMicroUsd: 0,
            runId: null,
            jobId: null,
            scores: {},
            personId: null,
          });
        }
        ids.push(project.id);
      }
    });
    if (start % 2_000 === 0) process.stderr.write(`  ${start} projects\r`);
  }
  return ids;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

let failures = 0;
function measure(label: string, limitMs: number, run: () => number): void {
  let hits = run();
  const times = Array.from({ length: REPEATS }, () => {
    const startMs = performance.now();
    hits = run();
    return performance.now() - startMs;
  });
  const ms = median(times);
  const isFine = ms <= limitMs;
  if (!isFine) failures += 1;
  const figures = `${ms.toFixed(2).padStart(8)} ms  limit ${limitMs} ms  ratio ${(ms / limitMs).toFixed(2)}`;
  process.stdout.write(
    `${isFine ? 'PASS' : 'FAIL'} ${figures}  worst ${Math.max(...times).toFixed(1)}  ${label} (${hits})\n`,
  );
}

const home = mkdtempSync(join(tmpdir(), 'framewright-bench-library-'));
const clock = createSystemClock();
const library = openLibrary({ mode: 'owner', home, log: silentLogger, clock, newId: newUuid });
try {
  const deps: ProjectDeps = { ...library, clock, newId: newUuid, personId: library.person.id };
  const { repos } = library;
  const startMs = performance.now();
  const ids = fill(deps);
  library.db.sql.pragma('wal_checkpoint(TRUNCATE)');
  const megabytes = statSync(library.paths.databaseFile).size / 1e6;
  process.stdout.write(
    `${ids.length} projects × ${SCENES} scenes, ${megabytes.toFixed(0)} MB, filled in ${((performance.now() - startMs) / 1000).toFixed(0)} s\n`,
  );
  const queries = [
    'coffee',
    'coffee shop',
    'zebra',
    'grandmother kitchen',
    'the',
    'xylophone',
    'ing',
    'in',
    'zq',
    'qu',
    'z',
    'a',
  ];
  const thaiQueries = ['กาแฟ', 'ตลาดน้ำ', 'พระอาทิตย์ตก', 'ป่า', 'น้ำ', 'กา', 'ฮฮ', 'ทีม สวน', 'รถไฟฟ้า', '七'];
  for (const query of [...queries, ...thaiQueries]) {
    measure(`search "${query}", newest`, 30, () => searchProjects(repos, query).length);
  }
  for (const query of ['coffee', 'zebra', 'กาแฟ', 'grandmother kitchen']) {
    measure(`search "${query}", best`, 30, () => searchProjects(repos, query, { order: 'best' }).length);
  }
  const second = listProjects(repos).nextCursor ?? '';
  measure('list page, first', 30, () => listProjects(repos).projects.length);
  measure('list page, second', 30, () => listProjects(repos, { cursor: second }).projects.length);
  measure('list page, status', 30, () => listProjects(repos, { status: 'draft' }).projects.length);
  measure('list page, empty status', 30, () => listProjects(repos, { status: 'failed' }).projects.length);
  measure('open', 50, () => openProject(repos, pick(ids)).shots.length);
} finally {
  library.close();
  rmSync(home, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;
