import { Avatar } from '../../../src/renderer/ui/avatar.tsx';
import { Badge } from '../../../src/renderer/ui/badge.tsx';
import { Button } from '../../../src/renderer/ui/button.tsx';
import { EmptyState } from '../../../src/renderer/ui/empty-state.tsx';
import { ErrorState } from '../../../src/renderer/ui/error-state.tsx';
import { Picture, PicturePlate } from '../../../src/renderer/ui/picture.tsx';
import { ProgressBar } from '../../../src/renderer/ui/progress-bar.tsx';
import { Duration, Price, RelativeTime, Timecode } from '../../../src/renderer/ui/readouts.tsx';
import { Skeleton } from '../../../src/renderer/ui/skeleton.tsx';
import sample from './sample.svg';
import { Row, Section } from './section.tsx';
import type { Words } from './words.ts';

const NOW = Date.UTC(2026, 10, 21, 8, 0);

/** Badges, progress, waiting, empty, error, readouts, pictures. */
export function StateSection({ w }: { w: Words }) {
  return (
    <Section title={w.states}>
      <Row>
        <Badge tone="ok" label={w.approved} />
        <Badge tone="warn" label={w.changes} />
        <Badge tone="err" label={w.failed} />
        <Badge tone="info" label={w.running} shape="loop" />
        <Badge tone="draft" label={w.draft} />
        <Badge tone="draft" label={w.queued} shape="clock" />
        <Badge tone="draft" label={w.locked} shape="lock" />
      </Row>
      <div className="grid grid-cols-2 gap-4">
        <ProgressBar label={w.rendering} share={0.4} note={w.about} />
        <ProgressBar label={w.rendering} share={undefined} />
      </div>
      <div className="flex flex-wrap items-center gap-4 text-small text-text-2">
        <Timecode frames={1743} fps={24} />
        <Price usd={0.42} isEstimate />
        <Price usd={0.004} />
        <Duration milliseconds={64_000} />
        <RelativeTime epochMs={NOW - 3 * 3_600_000} nowMs={NOW} />
        <RelativeTime epochMs={NOW - 40 * 86_400_000} nowMs={NOW} />
        <Avatar name="Nok" />
        <Avatar name="น้ำฝน" size="small" />
      </div>
      <div className="grid grid-cols-3 gap-3">
        <Picture
          src={sample}
          alt={`${w.shot} 1, ${w.approved}`}
          ratio={16 / 9}
          overlay={
            <span className="absolute bottom-1 left-1">
              <PicturePlate>00:04:12</PicturePlate>
            </span>
          }
        />
        <Picture src={sample} alt={`${w.shot} 2`} ratio={1} />
        <div className="flex flex-col gap-2" aria-busy="true">
          <Skeleton className="aspect-video w-full" isPicture />
          <Skeleton className="h-4 w-3/4" />
          <Skeleton className="h-4 w-1/2" />
        </div>
      </div>
      <div className="rounded-card border border-line">
        <EmptyState
          title={w.emptyTitle}
          text={w.emptyText}
          action={<Button tone="primary">{w.newProject}</Button>}
          secondary={<Button>{w.sample}</Button>}
        />
      </div>
      <ErrorState
        title={w.errTitle}
        subject={w.errSubject}
        reason={w.errWhy}
        action={<Button tone="primary">{w.errNext}</Button>}
        copyLabel={w.copy}
        onCopyDetails={() => undefined}
      />
    </Section>
  );
}
